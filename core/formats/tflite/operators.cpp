#include "formats/tflite/reader.h"

#include "formats/tflite/codes.h"
#include "ops/registry.h"

#include <algorithm>

namespace ara::formats::tflite {
namespace {

std::uint64_t costOf(const ir::AttrList& attrs) {
  std::uint64_t cost = attrs.size();
  for (const ir::Attr& a : attrs)
    std::visit(
        [&]<class T>(const T& v) {
          if constexpr (requires { v.size(); }) cost += v.size();
        },
        a.value);
  return cost;
}

std::string upper(std::string s) {
  for (char& c : s)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return s;
}

} // namespace

Result<int> Reader::codeOf(const schema::Operator& from, std::size_t index) const {
  const auto* codes = m_file->operator_codes();
  const std::size_t count = codes ? codes->size() : 0;
  if (from.opcode_index() >= count)
    return fail(ErrorKind::BadFile,
                msg("Operator {0} names operator code {1}, but there are {2}.", index, from.opcode_index(), count),
                exportAgain());
  const schema::OperatorCode& code = *codes->Get(from.opcode_index());
  const int value = std::max(static_cast<int>(code.builtin_code()), static_cast<int>(code.deprecated_builtin_code()));
  if (value < 0) return fail(ErrorKind::BadFile, msg("Operator {0} has the code {1}.", index, value), exportAgain());
  return value;
}

// "Operator 3 (ADD)"
std::string Reader::operatorText(const schema::SubGraph& from, std::size_t index) const {
  const auto code = codeOf(*from.operators()->Get(static_cast<unsigned>(index)), index);
  return code ? fmt::format("Operator {} ({})", index, upper(operatorName(*code).substr(4)))
              : fmt::format("Operator {}", index);
}

Status Reader::readGraph(std::size_t index) {
  const schema::SubGraph& from = *m_file->subgraphs()->Get(static_cast<unsigned>(index));
  ir::Graph& graph = m_model.graphs[index];
  graph.name = nameOf(from.name());
  graph.kind = index == 0 ? ir::GraphKind::main : ir::GraphKind::subgraph;
  if (graph.name) m_model.graphNamed.try_emplace(graph.name, ir::GraphId(index));
  if (from.debug_metadata_index() != -1) graph.raw = std::to_string(from.debug_metadata_index());

  ir::GraphEdit edit(m_model, ir::GraphId(index));
  const std::size_t tensors = from.tensors() ? from.tensors()->size() : 0;
  const std::size_t operators = from.operators() ? from.operators()->size() : 0;
  edit.reserve(operators, tensors, operators * 2);
  ARA_TRY(readTensors(from, edit));
  const Who who{"Subgraph", index};
  ARA_ASSIGN(auto inputs, tensorList(from.inputs(), tensors, false, who, "input"));
  ARA_ASSIGN(auto outputs, tensorList(from.outputs(), tensors, false, who, "output"));
  edit.setInputs(std::move(inputs));
  edit.setOutputs(std::move(outputs));
  ARA_TRY(checkOrder(from, edit));
  ARA_TRY(readOperators(from, edit));
  m_model.graphs[index].shrink();
  return {};
}

Result<std::vector<ir::TensorId>> Reader::tensorList(const flatbuffers::Vector<std::int32_t>* from, std::size_t count,
                                                     bool absentOk, Who who, const char* role) {
  std::vector<ir::TensorId> out;
  if (!from) return out;
  ARA_TRY(charge(from->size()));
  out.reserve(from->size());
  for (const std::int32_t i : *from) {
    const bool absent = i == -1 && absentOk;
    if (!absent && (i < 0 || static_cast<std::size_t>(i) >= count))
      return fail(ErrorKind::BadFile,
                  msg("{0} has tensor {1} as {2} {3}, but there are {4} tensors.", who, i, role, out.size(), count),
                  exportAgain());
    out.push_back(absent ? ir::TensorId() : ir::TensorId(static_cast<std::size_t>(i)));
  }
  return out;
}

// Operators run in the order of the file, so each must come after those whose results it reads; nothing else sorts
// them.
Status Reader::checkOrder(const schema::SubGraph& from, ir::GraphEdit& edit) const {
  const std::size_t tensors = edit.graph().tensorCount();
  const std::size_t operators = from.operators() ? from.operators()->size() : 0;
  constexpr std::uint32_t kNobody = 0xffffffffu;
  std::vector<std::uint32_t> writer(tensors, kNobody);
  std::vector<bool> given(tensors);
  for (const ir::TensorId t : edit.graph().inputs) given[t.index()] = true;
  const auto who = [&](std::size_t t) { return whoIs(*from.tensors()->Get(static_cast<unsigned>(t)), t); };
  const auto bad = [&](Message finding, Message remedy, std::size_t t) {
    return fail(ErrorKind::BadFile, std::move(finding), std::move(remedy),
                edit.model().tensorName(edit.graph(), ir::TensorId(t)));
  };
  const Message reorder = msg("Operators must stand in the order they run; export the model again.");
  const auto inRange = [&](std::int32_t t) { return t >= 0 && static_cast<std::size_t>(t) < tensors; };

  std::uint64_t work = 0; // lists may be shared, so reading them all may take longer than the file is long
  for (std::size_t i = 0; i < operators; ++i) {
    const schema::Operator& op = *from.operators()->Get(static_cast<unsigned>(i));
    for (const auto* list : {op.outputs(), op.intermediates()}) {
      if (!list) continue;
      if ((work += list->size()) > m_budget)
        return fail(ErrorKind::BadFile,
                    msg("The file repeats its lists more often than its {0} bytes explain.", m_bytes.size()),
                    exportAgain());
      for (const std::int32_t t : *list) {
        if (!inRange(t)) continue; // told by tensorList
        const auto at = static_cast<std::size_t>(t);
        if (writer[at] != kNobody)
          return bad(msg("{0} is written by operator {1} and by {2}.", who(at), writer[at], operatorText(from, i)),
                     exportAgain(), at);
        if (given[at])
          return bad(msg("{0} writes {1}, which is an input.", operatorText(from, i), who(at)), exportAgain(), at);
        const ir::BufferId buffer = edit.graph()[ir::TensorId(at)].buffer;
        if (buffer && m_model.bufferBytes(buffer) > 0)
          return bad(msg("{0} writes {1}, which is a constant.", operatorText(from, i), who(at)), exportAgain(), at);
        if (buffer) edit.setBuffer(ir::TensorId(at), {}); // an empty result, not an empty constant
        writer[at] = static_cast<std::uint32_t>(i);
      }
    }
  }
  for (const ir::TensorId t : edit.graph().inputs)
    if (m_model.bufferBytes(edit.graph()[t].buffer) == 0) edit.setBuffer(t, {});
  for (std::size_t i = 0; i < operators; ++i) {
    const auto* list = from.operators()->Get(static_cast<unsigned>(i))->inputs();
    if (!list) continue;
    if ((work += list->size()) > 2 * m_budget)
      return fail(ErrorKind::BadFile,
                  msg("The file repeats its lists more often than its {0} bytes explain.", m_bytes.size()),
                  exportAgain());
    for (const std::int32_t index : *list) {
      if (!inRange(index)) continue;
      const auto at = static_cast<std::size_t>(index);
      const ir::Tensor& t = edit.graph()[ir::TensorId(at)];
      if (t.buffer || t.variable || given[at]) continue;
      if (t.extra && !m_model.extras[t.extra.index()].raw.empty()) continue; // its value may lie in another file
      if (writer[at] == kNobody) {
        if (m_model.shapeOf(t).elements() == 0u) continue;
        return bad(msg("{0} reads {1}, which nothing writes and which has no value.", operatorText(from, i), who(at)),
                   exportAgain(), at);
      }
      if (writer[at] == i)
        return bad(msg("{0} reads its own result, {1}.", operatorText(from, i), who(at)), exportAgain(), at);
      if (writer[at] > i)
        return bad(
            msg("{0} reads {1} before {2} writes it.", operatorText(from, i), who(at), operatorText(from, writer[at])),
            reorder, at);
    }
  }
  return {};
}

Status Reader::readOperators(const schema::SubGraph& from, ir::GraphEdit& edit) {
  if (!from.operators()) return {};
  const std::size_t count = from.operators()->size();
  ARA_TRY(charge(count));
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 4096 == 0 && m_task.cancelled()) ARA_TRY(m_task.checkpoint(0, "Reading"));
    const Status status = readOperator(*from.operators()->Get(static_cast<unsigned>(i)), i, edit);
    if (!status) return within(status, operatorText(from, i));
  }
  return {};
}

Status Reader::readOperator(const schema::Operator& from, std::size_t index, ir::GraphEdit& edit) {
  ARA_ASSIGN(const int code, codeOf(from, index));
  const std::size_t tensors = edit.graph().tensorCount();
  const Who who{"Operator", index};
  ARA_ASSIGN(const auto operands, tensorList(from.inputs(), tensors, true, who, "input"));
  ARA_ASSIGN(auto results, tensorList(from.outputs(), tensors, true, who, "output"));
  ARA_ASSIGN(const auto intermediates, tensorList(from.intermediates(), tensors, true, who, "intermediate"));
  results.insert(results.end(), intermediates.begin(), intermediates.end());
  for (ir::TensorId& t : results)
    if (!t) t = edit.addTensor(ir::DataType::none, ir::Shape::unknown()); // an absent result; written as -1 again
  // Writers share option tables: what was read once for a code and a table need not be read again.
  const void* options = from.builtin_options() ? from.builtin_options() : from.builtin_options_2();
  const bool plain = !from.custom_options() && !from.mutating_variable_inputs() && !from.intermediates() &&
                     from.large_custom_options_offset() <= 1 && from.debug_metadata_index() == -1 &&
                     from.custom_options_format() == schema::CustomOptionsFormat::FLEXBUFFERS &&
                     !(from.builtin_options() && from.builtin_options_2());
  const AttrsKey key{options, from.opcode_index(), static_cast<std::uint8_t>(from.builtin_options_type()),
                     static_cast<std::uint8_t>(from.builtin_options_2_type())};
  ir::AttrsId attrs;
  if (const auto known = plain ? m_attrs.find(key) : m_attrs.end(); known != m_attrs.end()) {
    attrs = known->second;
  } else {
    ARA_ASSIGN(attrs, readAttributes(from, code, *m_file->operator_codes()->Get(from.opcode_index())));
    if (plain) m_attrs.emplace(key, attrs);
  }
  const ir::OpDef* row = ops::findBuiltin(code);
  edit.addNode(m_model.nameOf(operatorName(code)), row, operands, attrs, results);
  return {};
}

Result<ir::AttrsId> Reader::readAttributes(const schema::Operator& from, int code, const schema::OperatorCode& opcode) {
  ir::AttrList attrs;
  const auto set = [&](std::string_view name, ir::AttrValue value) {
    attrs.push_back({m_model.names.internSlice(name), std::move(value)});
  };
  set(key::kVersion, std::int64_t{opcode.version()});
  if (code == static_cast<int>(schema::BuiltinOperator::CUSTOM)) {
    if (!opcode.custom_code())
      return fail(ErrorKind::BadFile, msg("A custom operator has no name (custom_code)."), exportAgain());
    set(key::kCustomCode, opcode.custom_code()->str());
  }

  const std::string_view usual = usualOptionsName(code);
  const bool second = from.builtin_options() == nullptr && from.builtin_options_2() != nullptr;
  const auto number = second ? static_cast<std::uint8_t>(from.builtin_options_2_type())
                             : static_cast<std::uint8_t>(from.builtin_options_type());
  const void* options = second ? from.builtin_options_2() : from.builtin_options();
  if (from.builtin_options() && from.builtin_options_2())
    set(key::kOptionsType, std::int64_t{256}); // nobody writes both
  else if (!options || number == 0) {
    if (const OptionTable* table = optionTable(usual); table && !table->fields.empty()) set(key::kNoOptions, true);
  } else if (const OptionTable* type = optionTable(second, number); !type) {
    set(key::kOptionsType, std::int64_t{number});
  } else {
    const auto& table = *static_cast<const flatbuffers::Table*>(options);
    if (type->name != usual) set(key::kOptionsType, ir::Symbol{std::string(type->name)});
    ARA_TRY(readOptions(*type, table, m_model, m_model.graphs.size(), attrs));
    if (const int field = unknownField(*type, table); field >= 0) set(key::kUnknownField, std::int64_t{field});
  }

  if (const auto* bytes = from.custom_options())
    set(key::kCustomOptions, std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
  else if (from.large_custom_options_offset() > 1) {
    const auto part = subspan(m_bytes, from.large_custom_options_offset(), from.large_custom_options_size());
    if (!part)
      return fail(ErrorKind::BadFile,
                  msg("The options of a custom operator lie at byte {0}, behind the end of the file.",
                      from.large_custom_options_offset()),
                  msg("The file may have been cut short; copy or download it again."));
    set(key::kCustomOptions, std::string(textOf(*part)));
  }
  if (from.custom_options_format() != schema::CustomOptionsFormat::FLEXBUFFERS)
    set(key::kCustomFormat, static_cast<std::int64_t>(from.custom_options_format()));
  if (const auto* list = from.mutating_variable_inputs(); list && list->size() > 0) {
    std::vector<bool> mutating;
    for (const auto m : *list) mutating.push_back(m != 0);
    set(key::kMutating, std::move(mutating));
  }
  if (const auto* list = from.intermediates(); list && list->size() > 0)
    set(key::kIntermediates, static_cast<std::int64_t>(list->size()));
  if (from.debug_metadata_index() != -1) set(key::kDebug, std::int64_t{from.debug_metadata_index()});
  ARA_TRY(charge(costOf(attrs)));
  return m_model.attrs.intern(std::move(attrs), m_model.names);
}

} // namespace ara::formats::tflite
