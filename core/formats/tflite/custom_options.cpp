#include "formats/tflite/custom_options.h"

#include "formats/tflite/codes.h"
#include "formats/tflite/reader.h"

#include <flatbuffers/flexbuffers.h>

namespace ara::formats::tflite {
namespace {

std::optional<std::int64_t> numberOf(ir::DataType t) {
  const auto type = tensorTypeOf(t);
  return type ? std::optional(static_cast<std::int64_t>(*type)) : std::nullopt;
}

// One value under its key; false when there is no word for it.
class Put {
public:
  Put(flexbuffers::Builder& b, const char* key) : m_b(b), m_key(key) {}

  bool operator()(bool v) const { return m_b.Bool(m_key, v), true; }
  bool operator()(std::int64_t v) const { return m_b.Int(m_key, v), true; }
  bool operator()(double v) const { return m_b.Double(m_key, v), true; }
  bool operator()(const std::string& v) const { return m_b.Key(m_key), m_b.String(v), true; }
  bool operator()(const ir::Symbol& v) const { return (*this)(v.name); }
  bool operator()(ir::DataType t) const {
    const auto n = numberOf(t);
    return n && (*this)(*n);
  }
  bool operator()(const std::vector<std::int64_t>& list) const {
    return vector(list, [&](std::int64_t v) { m_b.Int(v); });
  }
  bool operator()(const std::vector<double>& list) const {
    return vector(list, [&](double v) { m_b.Double(v); });
  }
  bool operator()(const std::vector<bool>& list) const {
    return vector(
        list, [&](bool v) { m_b.Bool(v); }, false);
  }
  bool operator()(const std::vector<std::string>& list) const {
    return vector(
        list, [&](const std::string& v) { m_b.String(v); }, false);
  }
  bool operator()(const std::vector<ir::DataType>& list) const {
    for (const ir::DataType t : list)
      if (!numberOf(t)) return false;
    return vector(list, [&](ir::DataType t) { m_b.Int(*numberOf(t)); });
  }
  template<class T> bool operator()(const T&) const { return false; } // tensors, shapes, functions, ...

private:
  template<class List, class One> bool vector(const List& list, One one, bool typed = true) const {
    if (list.empty()) return false; // of which type it is nobody could tell
    const std::size_t start = m_b.StartVector(m_key);
    for (const auto& v : list) one(v);
    m_b.EndVector(start, typed, false);
    return true;
  }

  flexbuffers::Builder& m_b;
  const char* m_key;
};

} // namespace

std::vector<std::uint8_t> customOptions(const ir::Model& model, const ir::AttrList& attrs) {
  flexbuffers::Builder b;
  const std::size_t start = b.StartMap();
  bool any = false;
  for (const ir::Attr& a : attrs) {
    const std::string name(model.names[a.key]);
    if (name == key::kCustomCode || name.starts_with('_') || name.find('\0') != std::string::npos) continue;
    any = std::visit(Put(b, name.c_str()), a.value) || any;
  }
  b.EndMap(start);
  b.Finish();
  return any ? b.GetBuffer() : std::vector<std::uint8_t>{};
}

} // namespace ara::formats::tflite
