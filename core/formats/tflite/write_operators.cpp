#include "formats/tflite/custom_options.h"
#include "formats/tflite/reader.h"
#include "formats/tflite/writer.h"

#include "ops/context.h"

#include <algorithm>

namespace ara::formats::tflite {
namespace {

constexpr int kCustom = static_cast<int>(schema::BuiltinOperator::CUSTOM);
constexpr int kBroadcastTo = static_cast<int>(schema::BuiltinOperator::BROADCAST_TO);
constexpr int kPlaceholder = static_cast<int>(schema::BuiltinOperator::PLACEHOLDER_FOR_GREATER_OP_CODES);

std::int64_t integerOr(const ir::AttrValue* v, std::int64_t otherwise) {
  const auto* i = v ? std::get_if<std::int64_t>(v) : nullptr;
  return i ? *i : otherwise;
}
const std::string* textOf(const ir::AttrValue* v) { return v ? std::get_if<std::string>(v) : nullptr; }

} // namespace

std::optional<int> operatorCode(const ir::Model& model, const ir::Node& node) {
  return node.def && node.def->builtinCode >= 0 ? std::optional(node.def->builtinCode)
                                                : operatorCode(model.opName(node));
}

std::int64_t operatorVersion(const ir::Model& model, const ir::Graph& graph, ir::NodeId n) {
  const ir::Node& node = graph[n];
  const ir::AttrValue* written = model.attr(node, key::kVersion);
  const std::int64_t version = integerOr(written, 0);
  if (version != 0 || written) return version;
  const std::int64_t least = operatorCode(model, node) == kBroadcastTo ? 2 : 1; // its version 1 was taken back
  return std::max<std::int64_t>(
      node.def && node.def->version ? node.def->version(ops::VersionContext(model, graph, n)) : 1, least);
}

Result<std::uint32_t> Writer::opcodeOf(const GraphPlan& plan, ir::NodeId n) {
  const ir::Graph& graph = m_model.graph(plan.graph);
  const ir::Node& node = graph[n];
  const ops::NodeView view(m_model, graph, n);
  Opcode op;
  const auto code = operatorCode(m_model, node);
  if (!code)
    return fail(
        ErrorKind::Unsupported,
        msg("{0} {1} is no TFLite operator, so a .tflite file cannot hold it.", m_model.shortOpName(node), view.name()),
        msg("Convert the model first."), view.name());
  op.code = *code;
  if (op.code == kCustom) {
    const std::string* custom = textOf(m_model.attr(node, key::kCustomCode));
    if (!custom)
      return fail(ErrorKind::Unsupported, msg("The custom operator {0} has no name (custom_code).", view.name()),
                  msg("Give it the name its kernel is registered under."), view.name());
    op.custom = *custom;
  }
  op.version = static_cast<int>(operatorVersion(m_model, graph, n));
  const auto [at, fresh] = m_opcodeIndex.try_emplace(op, static_cast<std::uint32_t>(m_opcodes.size()));
  if (fresh) m_opcodes.push_back(op);
  return at->second;
}

Status Writer::planOpcodes() {
  for (const GraphPlan& plan : m_plans) {
    std::vector<std::uint32_t>& list = m_nodeOpcode.emplace_back();
    list.reserve(plan.nodes.size());
    for (const ir::NodeId n : plan.nodes) {
      ARA_ASSIGN(const std::uint32_t index, opcodeOf(plan, n));
      list.push_back(index);
    }
  }
  // Code 0 is the default, which operators leave out: it goes to the code that most of them have.
  std::vector<std::size_t> count(m_opcodes.size());
  for (const auto& list : m_nodeOpcode)
    for (const std::uint32_t i : list) ++count[i];
  if (count.empty()) return {};
  const auto most = static_cast<std::uint32_t>(std::ranges::max_element(count) - count.begin());
  std::rotate(m_opcodes.begin(), m_opcodes.begin() + most, m_opcodes.begin() + most + 1);
  for (auto& list : m_nodeOpcode)
    for (std::uint32_t& i : list) i = i == most ? 0 : i < most ? i + 1 : i;
  return {};
}

Writer::Offsets<schema::OperatorCode> Writer::buildOpcodes() {
  using C = schema::OperatorCode;
  std::vector<Offset<C>> all(m_opcodes.size());
  for (std::size_t i = all.size(); i-- > 0;) {
    const Opcode& op = m_opcodes[i];
    const auto custom = op.code == kCustom ? text(op.custom) : Offset<flatbuffers::String>();
    const auto start = b().StartTable();
    b().AddElement<std::int32_t>(C::VT_BUILTIN_CODE, op.code, 0);
    b().AddElement<std::int32_t>(C::VT_VERSION, op.version, 1);
    b().AddOffset(C::VT_CUSTOM_CODE, custom);
    b().AddElement<std::int8_t>(C::VT_DEPRECATED_BUILTIN_CODE,
                                static_cast<std::int8_t>(std::min(op.code, kPlaceholder)), 0);
    all[i] = Offset<C>(b().EndTable(start));
  }
  return b().CreateVector(all);
}

Result<std::pair<std::uint8_t, flatbuffers::uoffset_t>> Writer::buildOptionTable(const ir::Node& node, int code,
                                                                                 bool& second) {
  const auto refuse = [&](std::int64_t what, Message finding) {
    (void)what;
    return fail(ErrorKind::Unsupported, std::move(finding),
                msg("Look for a newer version of this program, or keep the original file."));
  };
  std::string_view name = usualOptionsName(code);
  const ir::AttrValue* type = m_model.attr(node, key::kOptionsType);
  if (const auto* symbol = type ? std::get_if<ir::Symbol>(type) : nullptr)
    name = symbol->name;
  else if (type)
    return refuse(0, msg("{0} has an option table of type {1}, an option type nobody knows; writing would lose it.",
                         m_model.shortOpName(node), integerOr(type, 0)));
  if (const ir::AttrValue* field = m_model.attr(node, key::kUnknownField))
    return refuse(0, msg("{0} has an option in field {1} that nobody knows; writing would lose it.",
                         m_model.shortOpName(node), integerOr(field, 0)));
  if (name.empty() || (!type && m_model.attr(node, key::kNoOptions)))
    return std::pair<std::uint8_t, flatbuffers::uoffset_t>();
  const OptionTable* table = optionTable(name);
  if (!table)
    return refuse(0, msg("{0} has an option table {1}, an option type nobody knows.", m_model.shortOpName(node), name));
  if (table->fields.empty() && !type) return std::pair<std::uint8_t, flatbuffers::uoffset_t>(); // nothing to say
  second = table->second;
  const auto memoKey = std::pair(node.attrs.value, code);
  if (const auto at = m_optionsOf.find(memoKey); at != m_optionsOf.end()) return at->second;
  ARA_ASSIGN(const OptionValues values, optionValues(*table, m_model, m_model.attrs[node.attrs], m_graphIndex));
  const auto [at, fresh] = m_optionTables.try_emplace(values.key);
  if (fresh) at->second = buildOptions(b(), values).o;
  return m_optionsOf[memoKey] = {table->number, at->second};
}

Result<Writer::Offset<schema::Operator>> Writer::buildOperator(const GraphPlan& plan, ir::NodeId n) {
  using O = schema::Operator;
  const ir::Graph& graph = m_model.graph(plan.graph);
  const ir::Node& node = graph[n];
  const std::size_t place = static_cast<std::size_t>(&plan - m_plans.data());
  // Found once in planOpcodes; operators are built in the same order backwards.
  std::vector<std::uint32_t>& opcodes = m_nodeOpcode[place];
  const std::uint32_t opcode = opcodes.back();
  opcodes.pop_back();

  const auto indexOf = [&](ir::TensorId t) { return t ? plan.indexOf[t.index()] : -1; };
  std::vector<std::int32_t> inputs, outputs, intermediates;
  for (const ir::TensorId t : graph.operands(n)) inputs.push_back(indexOf(t));
  for (const ir::TensorId t : graph.results(n)) outputs.push_back(indexOf(t));
  const std::int64_t behind = integerOr(m_model.attr(node, key::kIntermediates), 0);
  if (behind > 0 && static_cast<std::uint64_t>(behind) <= outputs.size()) {
    intermediates.assign(outputs.end() - behind, outputs.end());
    outputs.resize(outputs.size() - static_cast<std::size_t>(behind));
  }

  bool second = false;
  auto options = buildOptionTable(node, m_opcodes[opcode].code, second);
  if (!options) {
    Error e = std::move(options).error();
    if (e.subject.empty()) e.subject = ops::NodeView(m_model, graph, n).name();
    return Fail(std::move(e));
  }
  Offset<flatbuffers::Vector<std::uint8_t>> custom;
  if (const std::string* bytes = textOf(m_model.attr(node, key::kCustomOptions)))
    custom = b().CreateVector(reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size());
  else if (m_opcodes[opcode].code == kCustom)
    if (const auto made = customOptions(m_model, m_model.attrs[node.attrs]); !made.empty())
      custom = b().CreateVector(made.data(), made.size());
  Offset<flatbuffers::Vector<std::uint8_t>> mutating;
  if (const ir::AttrValue* v = m_model.attr(node, key::kMutating))
    if (const auto* list = std::get_if<std::vector<bool>>(v)) mutating = b().CreateVector(*list);
  const auto intermediateList = intermediates.empty() ? Ints() : ints(intermediates);
  const auto outputList = ints(outputs), inputList = ints(inputs);

  const auto start = b().StartTable();
  b().AddElement<std::int32_t>(O::VT_DEBUG_METADATA_INDEX,
                               static_cast<std::int32_t>(integerOr(m_model.attr(node, key::kDebug), -1)), -1);
  b().AddOffset(O::VT_INTERMEDIATES, intermediateList);
  b().AddOffset(O::VT_MUTATING_VARIABLE_INPUTS, mutating);
  b().AddOffset(O::VT_CUSTOM_OPTIONS, custom);
  b().AddOffset(second ? O::VT_BUILTIN_OPTIONS_2 : O::VT_BUILTIN_OPTIONS, Offset<void>(options->second));
  b().AddOffset(O::VT_OUTPUTS, outputList);
  b().AddOffset(O::VT_INPUTS, inputList);
  b().AddElement<std::uint32_t>(O::VT_OPCODE_INDEX, opcode, 0);
  b().AddElement<std::int8_t>(O::VT_CUSTOM_OPTIONS_FORMAT,
                              static_cast<std::int8_t>(integerOr(m_model.attr(node, key::kCustomFormat), 0)), 0);
  b().AddElement<std::uint8_t>(second ? O::VT_BUILTIN_OPTIONS_2_TYPE : O::VT_BUILTIN_OPTIONS_TYPE, options->first, 0);
  return Offset<O>(b().EndTable(start));
}

} // namespace ara::formats::tflite
