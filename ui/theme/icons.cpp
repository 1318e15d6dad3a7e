#include "ui/theme/icons.h"

#include <QApplication>
#include <QCoreApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

// The macro declares a function of the global namespace, so it cannot be used inside one.
static void loadIcons() { Q_INIT_RESOURCE(ara_icons); }

namespace ara::ui {
namespace {

QPixmap blank(QSize size, qreal dpr) {
  QPixmap map(QSize(int(std::ceil(size.width() * dpr)), int(std::ceil(size.height() * dpr))));
  map.setDevicePixelRatio(dpr);
  map.fill(Qt::transparent);
  return map;
}

QByteArray drawing(const QString& name, const QColor& colour) {
  loadIcons(); // a static library's resources are dropped by the linker unless asked for; asking twice is free
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return file.readAll().replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
}

class Engine : public QIconEngine {
public:
  Engine(QString name, Ink ink) : m_name(std::move(name)), m_ink(ink) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    paintIcon(*painter, rect, m_name, colour(mode));
  }
  QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal dpr) override {
    return iconPixmap(m_name, QSize(qRound(size.width() / dpr), qRound(size.height() / dpr)), dpr, colour(mode));
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
    return iconPixmap(m_name, size, 1.0, colour(mode));
  }
  QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override { return size; }
  QString iconName() override { return m_name; }
  QIconEngine* clone() const override { return new Engine(*this); }

private:
  QColor colour(QIcon::Mode mode) const {
    const Tokens& t = tokens(QApplication::palette());
    return mode == QIcon::Disabled ? t.control : inkColor(m_ink, t);
  }

  QString m_name;
  Ink m_ink;
};

void hatch(QPainter& painter, const QRectF& where, const QColor& colour) {
  painter.setPen(QPen(colour, where.width() / 14));
  const double step = where.width() / 4;
  for (double x = where.left() - where.height(); x < where.right(); x += step)
    painter.drawLine(QPointF(x, where.bottom()), QPointF(x + where.height(), where.top()));
}

} // namespace

const QColor& inkColor(Ink ink, const Tokens& t) {
  switch (ink) {
  case Ink::Text: return t.text;
  case Ink::Text2: return t.text2;
  case Ink::Text3: return t.text3;
  case Ink::Accent: return t.accent;
  case Ink::OnAccent: return t.onAccent;
  case Ink::In: return t.in;
  case Ink::Out: return t.out;
  case Ink::Warn: return t.warn;
  case Ink::Error: return t.error;
  case Ink::Control: return t.control;
  }
  return t.text;
}

QIcon icon(const QString& name, Ink ink) { return QIcon(new Engine(name, ink)); }

QPixmap iconPixmap(const QString& name, QSize size, qreal dpr, const QColor& colour) {
  const QString key = QStringLiteral("ara/%1/%2x%3@%4/%5")
                          .arg(name)
                          .arg(size.width())
                          .arg(size.height())
                          .arg(dpr)
                          .arg(colour.rgba(), 0, 16);
  QPixmap map;
  if (QPixmapCache::find(key, &map)) return map;
  map = blank(size, dpr);
  QPainter painter(&map);
  QSvgRenderer(drawing(name, colour)).render(&painter, QRectF(QPointF(), QSizeF(size)));
  painter.end();
  QPixmapCache::insert(key, map);
  return map;
}

void paintIcon(QPainter& painter, const QRectF& where, const QString& name, const QColor& colour) {
  const qreal dpr = painter.device()->devicePixelRatio();
  const QSize size(qRound(where.width()), qRound(where.height()));
  // Lines of one and a third pixel are only crisp on whole device pixels.
  const QPointF at(std::round(where.x() * dpr) / dpr, std::round(where.y() * dpr) / dpr);
  painter.drawPixmap(at, iconPixmap(name, size, dpr, colour));
}

QPixmap glyph(Kind kind, int size, qreal dpr, const Tokens& t) {
  const QString key = QStringLiteral("ara/kind%1/%2@%3/%4").arg(int(kind)).arg(size).arg(dpr).arg(t.dark);
  QPixmap map;
  if (QPixmapCache::find(key, &map)) return map;
  map = blank(QSize(size, size), dpr);
  QPainter painter(&map);
  paintGlyph(painter, QRectF(0, 0, size, size), kind, t);
  painter.end();
  QPixmapCache::insert(key, map);
  return map;
}

void paintGlyph(QPainter& painter, const QRectF& where, Kind kind, const Tokens& t) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const double round = radius::kTile * where.width() / 14;
  QPainterPath tile;
  tile.addRoundedRect(where, round, round);
  painter.fillPath(tile, t.kind(kind));
  if (kind == Kind::Unknown) {
    painter.setClipPath(tile);
    hatch(painter, where, mixed(t.kind(kind), t.onTile, 0.35));
  }
  const double inset = where.width() / 14;
  QSvgRenderer(drawing(kindIconName(kind), t.onTile)).render(&painter, where.adjusted(inset, inset, -inset, -inset));
  painter.restore();
}

QString kindIconName(Kind kind) {
  static const std::array<const char*, kKindCount> names = {"matrix",       "convolution", "recurrent", "activation",
                                                            "arithmetic",   "shape",       "pool",      "normalisation",
                                                            "quantization", "control",     "constant",  "unknown"};
  return QStringLiteral("kind-%1").arg(QLatin1String(names[std::size_t(kind)]));
}

QString kindLabel(Kind kind) {
  static const std::array<const char*, kKindCount> names = {
      QT_TRANSLATE_NOOP("ara::ui::Kind", "Matrix"),       QT_TRANSLATE_NOOP("ara::ui::Kind", "Convolution"),
      QT_TRANSLATE_NOOP("ara::ui::Kind", "Repeat"),       QT_TRANSLATE_NOOP("ara::ui::Kind", "Activation"),
      QT_TRANSLATE_NOOP("ara::ui::Kind", "Arithmetic"),   QT_TRANSLATE_NOOP("ara::ui::Kind", "Shape"),
      QT_TRANSLATE_NOOP("ara::ui::Kind", "Pool, reduce"), QT_TRANSLATE_NOOP("ara::ui::Kind", "Normalisation"),
      QT_TRANSLATE_NOOP("ara::ui::Kind", "Quantization"), QT_TRANSLATE_NOOP("ara::ui::Kind", "Control, other"),
      QT_TRANSLATE_NOOP("ara::ui::Kind", "Constant"),     QT_TRANSLATE_NOOP("ara::ui::Kind", "Unknown")};
  return QCoreApplication::translate("ara::ui::Kind", names[std::size_t(kind)]);
}

QIcon appIcon() { return icon(QStringLiteral("aracari")); }

} // namespace ara::ui
