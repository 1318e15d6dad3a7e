#include "ui/canvas/legend.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QCoreApplication>
#include <QPainter>

#include <array>

namespace ara::ui {
namespace {

struct Entry {
  QString text, icon;
  QColor ink;
  std::optional<Kind> kind;
};

QString tr(const char* text) { return QCoreApplication::translate("ara::ui::Legend", text); }

std::vector<Entry> markEntries(const Tokens& t) {
  return {{tr(QT_TRANSLATE_NOOP("ara::ui::Legend", "converts")), QStringLiteral("verdict-converts"), t.accent, {}},
          {tr(QT_TRANSLATE_NOOP("ara::ui::Legend", "fuses")), QStringLiteral("verdict-fuses"), t.accent, {}},
          {tr(QT_TRANSLATE_NOOP("ara::ui::Legend", "folds away")), QStringLiteral("verdict-folds"), t.text3, {}},
          {tr(QT_TRANSLATE_NOOP("ara::ui::Legend", "refused")), QStringLiteral("verdict-refused"), t.error, {}}};
}

std::vector<Entry> pickEntries(const Tokens& t) {
  return {{tr(QT_TRANSLATE_NOOP("ara::ui::Legend", "Input")), QStringLiteral("input-flag"), t.in, {}},
          {tr(QT_TRANSLATE_NOOP("ara::ui::Legend", "Output")), QStringLiteral("output-dot"), t.out, {}},
          {tr(QT_TRANSLATE_NOOP("ara::ui::Legend", "Dropped")), QString(), t.control, {}}};
}

} // namespace

void Legend::setScene(const Scene& scene) {
  std::array<bool, kKindCount> seen{};
  for (const Segment& s : scene.segments)
    if (s.place != Place::input) seen[std::size_t(s.kind)] = true;
  if (!scene.groups.empty()) seen[std::size_t(Kind::Recurrent)] = true;
  m_kinds.clear();
  for (int k = 0; k < kKindCount; ++k)
    if (seen[std::size_t(k)]) m_kinds.push_back(Kind(k));
}

void Legend::paint(QPainter& painter, const QRectF& view, const Tokens& t) {
  m_spots.clear();
  m_frame = {};
  QString title;
  std::vector<Entry> entries;
  switch (m_shows) {
  case Shows::kinds:
    title = tr(QT_TRANSLATE_NOOP("ara::ui::Legend", "Kind"));
    for (const Kind k : m_kinds) entries.push_back({kindLabel(k), {}, {}, k});
    break;
  case Shows::marks:
    title = tr(QT_TRANSLATE_NOOP("ara::ui::Legend", "Marks"));
    entries = markEntries(t);
    break;
  case Shows::picks:
    title = tr(QT_TRANSLATE_NOOP("ara::ui::Legend", "Pick"));
    entries = pickEntries(t);
    break;
  }
  if (entries.empty()) return;
  const QFont bold = uiFont(type::kNote, QFont::DemiBold), plain = uiFont(type::kNote);
  const QFontMetricsF boldMetrics(bold), metrics(plain);
  const double height = scaled(28), left = view.left() + 12, top = view.bottom() - 12 - height;
  const double titleWidth = boldMetrics.horizontalAdvance(title);
  double width = 10 + titleWidth + 4;
  std::size_t shown = 0;
  for (; shown < entries.size(); ++shown) { // what does not fit is left out, from the end
    const double more = 8 + 12 + 6 + metrics.horizontalAdvance(entries[shown].text);
    if (left + width + more + 10 > view.right() - 12) break;
    width += more;
  }
  if (shown == 0) return;
  m_frame = QRectF(left, top, width + 10, height);
  paintBox(painter, m_frame, radius::kBox, t.panel, t.line);
  double x = left + 10;
  painter.setFont(bold);
  painter.setPen(t.text);
  painter.drawText(QRectF(x, top, titleWidth + 2, height), Qt::AlignVCenter | Qt::TextSingleLine, title);
  x += titleWidth + 4;
  painter.setFont(plain);
  for (std::size_t i = 0; i < shown; ++i) {
    const Entry& e = entries[i];
    x += 8;
    const QRectF sign(std::round(x), std::round(top + (height - 12) / 2), 12, 12);
    if (e.kind) {
      paintGlyph(painter, sign, *e.kind, t);
    } else if (!e.icon.isEmpty()) {
      paintIcon(painter, sign, e.icon, e.ink);
    } else {
      painter.setRenderHint(QPainter::Antialiasing);
      QPen pen(e.ink, 1);
      pen.setDashPattern({2.5, 2});
      painter.setPen(pen);
      painter.setBrush(Qt::NoBrush);
      painter.drawRoundedRect(sign.adjusted(-1.5, 1.5, 1.5, -1.5), 2, 2);
    }
    const double word = metrics.horizontalAdvance(e.text);
    painter.setPen(t.text2);
    painter.drawText(QRectF(x + 18, top, word + 2, height), Qt::AlignVCenter | Qt::TextSingleLine, e.text);
    if (e.kind) m_spots.push_back({QRectF(x - 4, top, 18 + word + 8, height), *e.kind});
    x += 18 + word;
  }
}

std::optional<Kind> Legend::kindAt(QPointF point) const {
  for (const auto& [rect, kind] : m_spots)
    if (rect.contains(point)) return kind;
  return {};
}

} // namespace ara::ui
