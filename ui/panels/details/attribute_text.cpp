#include "ui/panels/details/attribute_text.h"

#include "base/strings.h"
#include "ui/models/tables.h"

#include <QStringList>

namespace ara::ui {
namespace {

QString text(const std::string& s) { return QString::fromStdString(printable(s, 200)); }
QString text(bool v) { return v ? QStringLiteral("true") : QStringLiteral("false"); }
QString text(std::int64_t v) { return QString::number(v); }
QString text(double v) { return QString::number(v, 'g', 7); }
QString text(const ir::Symbol& s) { return QString::fromStdString(s.name); }
QString text(ir::DataType t) { return QString::fromUtf8(ir::longName(t).data()); }
QString text(const ir::Shape& s) { return shapeText(s); }
QString text(ir::GraphId g) { return QStringLiteral("graph %1").arg(g.value); }
QString text(std::monostate) { return {}; }
QString text(const ir::TensorValue& t) { return text(t.type) + QLatin1Char(' ') + shapeText(t.shape); }
QString text(const ir::FunctionValue& f) { return QString::fromStdString(f.name); }
QString text(const ir::RawValue& r) { return QStringLiteral("%1 B").arg(r.bytes.size()); }
template<class T> QString text(const std::vector<T>& list) {
  QStringList parts;
  for (std::size_t i = 0; i < list.size() && i < 16; ++i) parts << text(static_cast<T>(list[i]));
  if (list.size() > 16) parts << QStringLiteral("…");
  return QLatin1Char('[') + parts.join(QStringLiteral(", ")) + QLatin1Char(']');
}

} // namespace

QString attributeText(const ir::AttrValue& value) {
  return std::visit([](const auto& v) { return text(v); }, value);
}

} // namespace ara::ui
