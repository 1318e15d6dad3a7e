#include "ui/canvas/painting.h"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ara::ui {

Detail detailAt(double zoom) {
  if (zoom < 0.12) return Detail::density;
  if (zoom < 0.35) return Detail::bars;
  if (zoom < 0.7) return Detail::names;
  return zoom <= 1.6 ? Detail::full : Detail::rich;
}

double View::snap(double v) const { return std::round(v * dpr) / dpr; }

QRectF View::snapped(const QRectF& r) const {
  const QRectF v = camera.toView(r);
  return QRectF(QPointF(snap(v.left()), snap(v.top())), QPointF(snap(v.right()), snap(v.bottom())));
}

QString verdictIcon(Verdict verdict) {
  switch (verdict) {
  case Verdict::converts: return QStringLiteral("verdict-converts");
  case Verdict::fuses: return QStringLiteral("verdict-fuses");
  case Verdict::folds: return QStringLiteral("verdict-folds");
  case Verdict::refused: return QStringLiteral("verdict-refused");
  case Verdict::none: break;
  }
  return {};
}

QColor segmentColour(const View& view, std::uint32_t s) {
  const Tokens& t = view.tokens;
  const Segment& segment = view.scene.segments[s];
  QColor c = t.kind(segment.kind);
  if (view.marks.has(s, Marks::kInput) || segment.place == Place::input)
    c = t.in;
  else if (view.marks.has(s, Marks::kOutput) || segment.place == Place::output)
    c = t.out;
  if (view.marks.verdicts[s] == Verdict::refused) c = t.error;
  const bool faint = (view.marks.dimRest && !view.marks.has(s, Marks::kLit)) || view.marks.has(s, Marks::kDropped);
  return faint ? mixed(t.canvas, c, 0.35) : c;
}

void paintHatching(QPainter& painter, const QRectF& where, const QColor& colour, double step) {
  if (where.isEmpty()) return;
  painter.save();
  painter.setClipRect(where, Qt::IntersectClip);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(colour, 1));
  std::vector<QLineF> lines;
  // Tied to the origin, not to the area, so that neighbouring areas join.
  const double first = std::floor((where.left() + where.top()) / step) * step;
  for (double sum = first; sum < where.right() + where.bottom(); sum += step)
    lines.push_back({sum - where.top(), where.top(), sum - where.bottom(), where.bottom()});
  painter.drawLines(lines.data(), int(lines.size()));
  painter.restore();
}

// Below 12 % boxes are smaller than pixels: each colours the pixels it touches by the share it covers.
void paintDensity(QPainter& painter, const View& view, const QRectF& viewArea, PaintStats& stats) {
  const double scale = view.camera.zoom() * view.dpr;
  const QSize size(int(std::ceil(viewArea.width() * view.dpr)), int(std::ceil(viewArea.height() * view.dpr)));
  if (size.isEmpty()) return;
  QImage image(size, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  auto* pixels = reinterpret_cast<QRgb*>(image.bits());
  const qsizetype stride = image.bytesPerLine() / 4;
  const QPointF corner = view.camera.toScene(viewArea.topLeft());
  view.index.boxes.query(view.camera.toScene(viewArea), [&](std::uint32_t b) {
    const Box& box = view.scene.boxes[b];
    ++stats.bars;
    for (std::uint32_t s = box.first; s < box.first + box.count; ++s) {
      const QRectF r = view.scene.rectOf(s);
      const double top = (r.top() - corner.y()) * scale, height = r.height() * scale;
      const double left = (r.left() - corner.x()) * scale, width = r.width() * scale;
      const int y0 = int(std::floor(top)), y1 = int(std::floor(top + std::max(height, 1.0) - 1e-6));
      const int x0 = int(std::floor(left)), x1 = int(std::floor(left + std::max(width, 1.0) - 1e-6));
      // A box thinner than a pixel stays visible: at least 45 %.
      const double cover = std::clamp(height * std::min(width, 1.0), 0.45, 1.0);
      const QRgb colour = segmentColour(view, s).rgb();
      const auto alpha = std::uint32_t(cover * 255);
      const auto mul = [alpha](int v) { return std::uint32_t(v) * alpha / 255; };
      const QRgb add = (alpha << 24) | (mul(qRed(colour)) << 16) | (mul(qGreen(colour)) << 8) | mul(qBlue(colour));
      for (int y = std::max(y0, 0); y <= std::min(y1, size.height() - 1); ++y) {
        QRgb* row = pixels + y * stride;
        for (int x = std::max(x0, 0); x <= std::min(x1, size.width() - 1); ++x) {
          const std::uint32_t rest = 255 - alpha;
          const QRgb under = row[x];
          const QRgb rb = (((under & 0xff00ff) * rest) >> 8) & 0xff00ff;
          const QRgb ag = (((under >> 8) & 0xff00ff) * rest) & 0xff00ff00;
          row[x] = add + (rb | ag);
        }
      }
    }
  });
  image.setDevicePixelRatio(view.dpr);
  painter.drawImage(viewArea.topLeft(), image);
}

void paintBars(QPainter& painter, const View& view, const QRectF& viewArea, PaintStats& stats) {
  view.index.boxes.query(view.camera.toScene(viewArea), [&](std::uint32_t b) {
    const Box& box = view.scene.boxes[b];
    for (std::uint32_t s = box.first; s < box.first + box.count; ++s) {
      QRectF r = view.snapped(view.scene.rectOf(s));
      if (s + 1 < box.first + box.count) r.setRight(std::max(r.left() + 1, r.right() - 1 / view.dpr));
      painter.fillRect(r, segmentColour(view, s));
      ++stats.bars;
    }
  });
}

PaintStats paintScene(QPainter& painter, const View& view, const QRectF& viewArea) {
  PaintStats stats;
  stats.detail = detailAt(view.camera.zoom());
  if (!view.scene.placed) return stats;
  paintGroups(painter, view, viewArea, stats);
  if (stats.detail == Detail::density) {
    paintDensity(painter, view, viewArea, stats);
  } else {
    paintLines(painter, view, viewArea, stats);
    if (stats.detail == Detail::bars)
      paintBars(painter, view, viewArea, stats);
    else
      paintBoxes(painter, view, viewArea, stats);
  }
  return stats;
}

} // namespace ara::ui
