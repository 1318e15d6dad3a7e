#include "formats/graphdef/values.h"

#include <bit>

namespace ara::formats::graphdef {

using namespace ir;

std::string shown(std::string_view name) {
  if (name.size() <= 200) return std::string(name);
  return std::string(name.substr(0, 80)) + "..." + std::string(name.substr(name.size() - 40));
}

Fail damaged(const Source& source, Bytes part, std::string_view subject) {
  return fail(ErrorKind::BadFile,
              msg("{0} is damaged at byte {1}, in {2}.", source.name, source.offsetOf(part), shown(subject)),
              msg("Copy or export the file again."), std::string(subject));
}

MapEntry mapEntry(Bytes entry) {
  MapEntry e;
  Scanner s(entry);
  for (Field f; s.next(f);) {
    if (f.is(1, Wire::bytes))
      e.key = f.text();
    else if (f.is(2, Wire::bytes))
      e.value = f.bytes;
  }
  e.whole = s.state() == State::end;
  return e;
}

Result<Shape> ValueReader::shape(Bytes tensorShape, std::string_view subject) const {
  Shape shape = Shape::scalar();
  bool unknownRank = false;
  Scanner s(tensorShape);
  for (Field f; s.next(f);) {
    if (f.is(3, Wire::varint)) unknownRank = f.value != 0;
    if (!f.is(2, Wire::bytes)) continue;
    std::int64_t size = 0;
    Scanner dim(f.bytes);
    for (Field d; dim.next(d);)
      if (d.is(1, Wire::varint)) size = static_cast<std::int64_t>(d.value);
    if (dim.state() != State::end) return damaged(m_source, f.whole, subject);
    shape.dims.push_back(size < 0 ? kUnknownDim : size);
  }
  if (s.state() != State::end) return damaged(m_source, tensorShape, subject);
  return unknownRank ? Shape::unknown() : shape;
}

Status ValueReader::entry(Bytes entry, AttrList& list, std::string_view subject, int depth) const {
  const MapEntry e = mapEntry(entry);
  if (!e.whole) return damaged(m_source, entry, subject);
  ARA_ASSIGN(AttrValue v, value(e.value, subject, depth));
  list.push_back({m_model.names.internSlice(e.key), std::move(v)});
  return {};
}

Result<AttrValue> ValueReader::function(Bytes nameAttrList, std::string_view subject, int depth) const {
  FunctionValue fn;
  AttrList bound;
  Scanner s(nameAttrList);
  for (Field f; s.next(f);) {
    if (f.is(1, Wire::bytes))
      fn.name = f.text();
    else if (f.is(2, Wire::bytes))
      ARA_TRY(entry(f.bytes, bound, subject, depth + 1));
  }
  if (s.state() != State::end) return damaged(m_source, nameAttrList, subject);
  if (const auto it = m_model.graphNamed.find(m_model.names.find(fn.name)); it != m_model.graphNamed.end())
    fn.graph = it->second;
  if (!bound.empty())
    fn.attrs = std::make_shared<const AttrList>(m_model.attrs[m_model.attrs.intern(std::move(bound), m_model.names)]);
  return AttrValue(std::move(fn));
}

namespace {

DataType knownType(std::uint64_t number) { return fromTensorflow(static_cast<std::int64_t>(number)); }

// The values of a packed or single number field, each given to `take`; false when the bytes are damaged.
template<class F> bool eachVarint(const Field& f, F take) {
  if (f.wire == Wire::varint) return take(f.value), true;
  if (f.wire != Wire::bytes) return false;
  Scanner s(f.bytes);
  while (!s.done()) {
    std::uint64_t v = 0;
    if (s.varint(v) != State::end) return false;
    take(v);
  }
  return true;
}

template<class F> bool eachFloat(const Field& f, F take) {
  if (f.wire == Wire::fixed32) return take(std::bit_cast<float>(static_cast<std::uint32_t>(f.value))), true;
  if (f.wire != Wire::bytes || f.bytes.size() % 4) return false;
  for (std::size_t i = 0; i < f.bytes.size(); i += 4) take(loadAt<float>(f.bytes, i));
  return true;
}

} // namespace

// `whole` is the attribute around the list: what mixes kinds or holds tensors stays as it is.
Result<AttrValue> ValueReader::list(Bytes listValue, Bytes whole, std::string_view subject, int depth) const {
  std::vector<std::string> texts;
  std::vector<std::int64_t> ints;
  std::vector<double> floats;
  std::vector<bool> bools;
  std::vector<DataType> types;
  std::vector<Shape> shapes;
  std::vector<FunctionValue> functions;
  unsigned kinds = 0;
  bool raw = false;
  Scanner s(listValue);
  for (Field f; s.next(f);) {
    kinds |= 1u << (f.number < 31 ? f.number : 31);
    bool good = true;
    switch (f.number) {
    case 2:
      if ((good = f.wire == Wire::bytes)) texts.emplace_back(f.text());
      break;
    case 3: good = eachVarint(f, [&](std::uint64_t v) { ints.push_back(static_cast<std::int64_t>(v)); }); break;
    case 4: good = eachFloat(f, [&](float v) { floats.push_back(static_cast<double>(v)); }); break;
    case 5: good = eachVarint(f, [&](std::uint64_t v) { bools.push_back(v != 0); }); break;
    case 6:
      good = eachVarint(f, [&](std::uint64_t v) {
        types.push_back(knownType(v));
        raw |= v != 0 && types.back() == DataType::none;
      });
      break;
    case 7: {
      if (!(good = f.wire == Wire::bytes)) break;
      ARA_ASSIGN(Shape one, shape(f.bytes, subject));
      shapes.push_back(std::move(one));
      break;
    }
    case 9: {
      if (!(good = f.wire == Wire::bytes)) break;
      ARA_ASSIGN(AttrValue one, function(f.bytes, subject, depth));
      functions.push_back(std::get<FunctionValue>(std::move(one)));
      break;
    }
    default: raw = true;
    }
    if (!good) return damaged(m_source, f.whole, subject);
  }
  if (s.state() != State::end) return damaged(m_source, listValue, subject);
  if (raw || std::popcount(kinds) > 1) return AttrValue(RawValue{whole});
  if (!texts.empty()) return AttrValue(std::move(texts));
  if (!floats.empty()) return AttrValue(std::move(floats));
  if (!bools.empty()) return AttrValue(std::move(bools));
  if (!types.empty()) return AttrValue(std::move(types));
  if (!shapes.empty()) return AttrValue(std::move(shapes));
  if (!functions.empty()) return AttrValue(std::move(functions));
  return AttrValue(std::move(ints)); // an empty list says nothing about its kind
}

Result<AttrValue> ValueReader::value(Bytes attrValue, std::string_view subject, int depth) const {
  if (depth > kMaxDepth)
    return fail(ErrorKind::BadFile, msg("{0} nests attributes more than {1} deep.", shown(subject), kMaxDepth),
                msg("Export the model again; TensorFlow does not open such a file either."), std::string(subject));
  AttrValue out = RawValue{attrValue};
  std::size_t fields = 0;
  Scanner s(attrValue);
  for (Field f; s.next(f); ++fields) {
    if (f.is(1, Wire::bytes)) {
      ARA_ASSIGN(out, list(f.bytes, attrValue, subject, depth));
    } else if (f.is(2, Wire::bytes)) {
      out = std::string(f.text());
    } else if (f.is(3, Wire::varint)) {
      out = static_cast<std::int64_t>(f.value);
    } else if (f.is(4, Wire::fixed32)) {
      out = static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(f.value)));
    } else if (f.is(5, Wire::varint)) {
      out = f.value != 0;
    } else if (f.is(6, Wire::varint)) {
      // Reference types and types newer than this program stay as the file has them.
      if (const DataType t = knownType(f.value); t != DataType::none || f.value == 0) out = t;
    } else if (f.is(7, Wire::bytes)) {
      ARA_ASSIGN(out, shape(f.bytes, subject));
    } else if (f.is(8, Wire::bytes)) {
      ARA_ASSIGN(TensorContent t, tensor(f.bytes, subject));
      TensorValue v{t.type, std::move(t.shape), {}};
      if (t.buffer) v.buffer = m_model.addBuffer(std::move(*t.buffer));
      out = std::move(v);
    } else if (f.is(10, Wire::bytes)) {
      ARA_ASSIGN(out, function(f.bytes, subject, depth));
    }
  }
  if (s.state() != State::end) return damaged(m_source, attrValue, subject);
  if (fields > 1) return AttrValue(RawValue{attrValue});
  return out;
}

} // namespace ara::formats::graphdef
