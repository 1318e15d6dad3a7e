#include "ui/theme/tokens.h"

#include "ui/theme/roles.h"

#include <QWidget>

#include <cmath>

namespace ara::ui {
namespace {

Tokens makeLight() {
  Tokens t;
  t.chrome = 0xEEF0EF, t.panel = 0xF8F9F8, t.base = 0xFFFFFF;
  t.canvas = 0xF3F5F4, t.node = 0xFFFFFF, t.group = 0xFBFCFB;
  t.line = 0xDCE0DE, t.line2 = 0xC3C9C6, t.hover = 0xE6EAE8;
  t.control = 0x7E8783, t.edge = 0x7E8884;
  t.text = 0x1B2220, t.text2 = 0x4C5653, t.text3 = 0x616B67;
  t.accent = 0x0B6B62, t.onAccent = 0xFFFFFF, t.select = 0xD3ECE7;
  t.in = 0x1C5FB8, t.inBg = 0xE1ECFA, t.out = 0xA8480B, t.outBg = 0xFBE9DC;
  t.ok = t.loop = t.accent;
  t.warn = 0x8A5A00, t.warnBg = 0xFFF3D6, t.error = 0xA8123E, t.errorBg = 0xFCE6EB;
  t.shadow = QColor(20, 40, 34, 26);
  t.stripe = 0xFAFBFA, t.onTile = 0xFFFFFF;
  t.kinds = {QColor(0x4497EC), QColor(0x635DCB), QColor(0x5F3369), QColor(0xFB5E17),
             QColor(0x2D7A70), QColor(0x954F00), QColor(0xC96F9D), QColor(0x719F6A),
             QColor(0x741C14), QColor(0x394643), QColor(0x6B7571), QColor(0x6B7571)};
  return t;
}

Tokens makeDark() {
  Tokens t;
  t.dark = true;
  t.chrome = 0x1D2120, t.panel = 0x232827, t.base = 0x1A1E1D;
  t.canvas = 0x161918, t.node = 0x2A302E, t.group = 0x1F2423;
  t.line = 0x343B39, t.line2 = 0x47504D, t.hover = 0x2E3533;
  t.control = 0x74807C, t.edge = 0x6C7874;
  t.text = 0xE6EBE9, t.text2 = 0xB0BAB6, t.text3 = 0x98A39F;
  t.accent = 0x56CBBB, t.onAccent = 0x08211D, t.select = 0x1A4842;
  t.in = 0x86B8FF, t.inBg = 0x1D3150, t.out = 0xF5AE78, t.outBg = 0x48301D;
  t.ok = t.loop = t.accent;
  t.warn = 0xE8BE55, t.warnBg = 0x3A3016, t.error = 0xFF8FA6, t.errorBg = 0x4B2230;
  t.shadow = QColor(0, 0, 0, 89);
  t.stripe = 0x1E2322, t.onTile = 0x1A1E1D;
  t.kinds = {QColor(0xA9F2FE), QColor(0x008EF2), QColor(0xABBCFF), QColor(0xE57823),
             QColor(0x20D4A5), QColor(0xFFBB21), QColor(0xCC96BD), QColor(0xDCF5A5),
             QColor(0xB47D72), QColor(0x86878D), QColor(0x93A09B), QColor(0x93A09B)};
  return t;
}

double linear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c) {
  return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

const Tokens& lightTokens() {
  static const Tokens set = makeLight();
  return set;
}

const Tokens& darkTokens() {
  static const Tokens set = makeDark();
  return set;
}

// Link is the one role nobody overrides on a single widget, and it differs between the sets.
const Tokens& tokens(const QPalette& palette) {
  return palette.color(QPalette::Active, QPalette::Link) == darkTokens().accent ? darkTokens() : lightTokens();
}

const Tokens& tokens(const QWidget* widget) { return tokens(widget->palette()); }

QPalette paletteOf(const Tokens& t) {
  QPalette p;
  const auto set = [&p](QPalette::ColorRole role, const QColor& colour) { p.setColor(role, colour); };
  set(QPalette::Window, t.chrome);
  set(QPalette::WindowText, t.text);
  set(QPalette::Base, t.base);
  set(QPalette::AlternateBase, t.stripe);
  set(QPalette::Text, t.text);
  set(QPalette::PlaceholderText, t.text3);
  set(QPalette::Button, t.base);
  set(QPalette::ButtonText, t.text);
  set(QPalette::BrightText, t.error);
  set(QPalette::ToolTipBase, t.node);
  set(QPalette::ToolTipText, t.text);
  set(QPalette::Highlight, t.select);
  set(QPalette::HighlightedText, t.text);
  set(QPalette::Link, t.accent);
  set(QPalette::LinkVisited, t.accent);
  set(kPanelRole, t.panel);
  set(kCanvasRole, t.canvas);
  set(QPalette::Mid, t.line2);
  set(QPalette::Dark, t.control);
  set(QPalette::Shadow, t.line);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
    p.setColor(QPalette::Disabled, role, t.text3);
  p.setColor(QPalette::Disabled, QPalette::Base, t.panel);
  p.setColor(QPalette::Disabled, QPalette::Button, t.panel);
  return p;
}

const QColor& toneColor(Tone tone, const Tokens& t) {
  switch (tone) {
  case Tone::Text: return t.text;
  case Tone::Text2: return t.text2;
  case Tone::Text3: return t.text3;
  case Tone::Accent: return t.accent;
  case Tone::In: return t.in;
  case Tone::Out: return t.out;
  case Tone::Warn: return t.warn;
  case Tone::Error: return t.error;
  }
  return t.text;
}

const QColor& toneFill(Tone tone, const Tokens& t) {
  switch (tone) {
  case Tone::Text:
  case Tone::Text2:
  case Tone::Text3: return t.hover;
  case Tone::Accent: return t.select;
  case Tone::In: return t.inBg;
  case Tone::Out: return t.outBg;
  case Tone::Warn: return t.warnBg;
  case Tone::Error: return t.errorBg;
  }
  return t.hover;
}

void setSurface(QWidget* widget, QPalette::ColorRole role) {
  widget->setBackgroundRole(role);
  widget->setAutoFillBackground(true);
}

QColor mixed(const QColor& under, const QColor& over, double share) {
  const auto channel = [share](float u, float o) { return static_cast<float>(u + (o - u) * share); };
  return QColor::fromRgbF(channel(under.redF(), over.redF()), channel(under.greenF(), over.greenF()),
                          channel(under.blueF(), over.blueF()));
}

double contrast(const QColor& a, const QColor& b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace ara::ui
