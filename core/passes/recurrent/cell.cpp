#include "passes/recurrent/cell.h"

#include "passes/constants.h"

#include <algorithm>

namespace ara::passes::recurrent {
namespace {

using ir::NodeId;
using ir::TensorId;

class Matcher {
public:
  Matcher(const Step& step, std::span<const State> states) : s(step), m_states(states) {}

  Result<Cell> match() {
    if (m_states.empty() || m_states.size() > 2) return no(m_states.empty() ? TensorId{} : m_states[0].after);
    for (const State& state : m_states)
      if (!matrixShape(state.after) || (*s.graph)[state.before].shape != (*s.graph)[state.after].shape)
        return no(state.after);
    if (m_states.size() == 1) return simple(0);
    Result<Cell> found = lstm(0, 1);
    if (found) return found;
    Result<Cell> other = lstm(1, 0);
    return other ? std::move(other) : std::move(found);
  }

private:
  Fail no(TensorId where) const {
    const std::string name = where ? s.model->tensorName(*s.graph, where) : std::string();
    const NodeId n = where ? (*s.graph)[where].producer : NodeId{};
    const std::string op = n ? std::string(s.model->shortOpName((*s.graph)[n])) : std::string("-");
    return fail(ErrorKind::Unsupported,
                msg("{0} ({1}) is no part of a cell TensorFlow Lite has an operator for.", name, op), {}, name);
  }

  const ir::Shape* matrixShape(TensorId t) const {
    const ir::Shape& shape = s.model->shapeOf((*s.graph)[t]);
    const bool fits =
        (*s.graph)[t].type == ir::DataType::f32 && shape.isStatic() && shape.rank() == 2 && *shape.elements() > 0;
    return fits ? &shape : nullptr;
  }

  TensorId operand(NodeId n, std::size_t i) const {
    return i < (*s.graph)[n].operandCount ? withoutIdentities(s, s.graph->operand(n, i)) : TensorId{};
  }

  // The activation TensorFlow Lite's layers know under this name, or nothing.
  std::optional<std::pair<std::string, TensorId>> activation(TensorId t) const {
    static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
        {"tf.Tanh", "TANH"}, {"tf.Relu", "RELU"}, {"tf.Relu6", "RELU6"}};
    for (const auto& [op, name] : kNames)
      if (const NodeId n = makerOf(s, t, op); n && operand(n, 0)) return std::pair{std::string(name), operand(n, 0)};
    return {};
  }

  // What is clipped to -limit..limit, or the tensor itself.
  TensorId clipped(TensorId t, float& limit) const {
    const auto constant = [&](TensorId c) -> std::optional<float> {
      const auto v = c ? constantFloats(s, c) : std::nullopt;
      return v && v->size() == 1 ? std::optional(v->front()) : std::nullopt;
    };
    if (const NodeId n = makerOf(s, t, "tf.ClipByValue"); n && (*s.graph)[n].operandCount == 3) {
      const auto low = constant(operand(n, 1)), high = constant(operand(n, 2));
      if (low && high && *low == -*high && *high > 0) return limit = *high, operand(n, 0);
    }
    for (const auto& [outer, inner] : {std::pair{"tf.Maximum", "tf.Minimum"}, std::pair{"tf.Minimum", "tf.Maximum"}}) {
      const NodeId n = makerOf(s, t, outer);
      const NodeId m = n ? makerOf(s, operand(n, 0), inner) : NodeId{};
      const auto a = n ? constant(operand(n, 1)) : std::nullopt, b = m ? constant(operand(m, 1)) : std::nullopt;
      if (a && b && *a == -*b && *a != 0 && (*a < 0) == (std::string_view(outer) == "tf.Maximum"))
        return limit = std::abs(*a), operand(m, 0);
    }
    return t;
  }

  // Both operands of a two-operand node, in both orders.
  std::vector<std::pair<TensorId, TensorId>> orders(NodeId n) const {
    if (!n || (*s.graph)[n].operandCount != 2) return {};
    return {{operand(n, 0), operand(n, 1)}, {operand(n, 1), operand(n, 0)}};
  }

  NodeId adder(TensorId t) const {
    const NodeId n = makerOf(s, t, "tf.AddV2");
    return n ? n : makerOf(s, t, "tf.Add");
  }

  TensorId sigmoid(TensorId t) const {
    const NodeId n = makerOf(s, t, "tf.Sigmoid");
    return n ? operand(n, 0) : TensorId{};
  }

  // 1 - t
  TensorId oneMinus(TensorId t) const {
    const NodeId n = makerOf(s, t, "tf.Sub");
    if (!n || (*s.graph)[n].operandCount != 2) return {};
    const auto one = constantFloats(s, operand(n, 0));
    return one && one->size() == 1 && one->front() == 1.0f ? operand(n, 1) : TensorId{};
  }

  // Sorts the terms of a gate into the cell's weights; `memory` is the tensor a peephole may look at.
  bool gate(Cell& cell, Gate& out, TensorId before, TensorId memory) {
    const auto form = linearForm(s, before);
    if (!form || form->width != cell.units) return false;
    const TensorId h = m_states[cell.output].before;
    const std::size_t units = cell.units;
    out.recurrent.assign(units * cell.outputs, 0.0f);
    out.bias = form->bias;
    out.column = form->firstColumn;
    std::vector<std::pair<std::size_t, const Term*>> inputs; // by place among the cell's inputs
    bool recurs = false;
    for (const Term& term : form->terms) {
      if (term.diagonal) {
        if (term.source != memory || !memory || !out.peephole.empty()) return false;
        out.peephole = term.matrix;
        continue;
      }
      if (term.source == h) {
        if (term.rows != cell.outputs) return false;
        recurs = true;
        for (std::size_t r = 0; r < term.rows; ++r)
          for (std::size_t u = 0; u < units; ++u) out.recurrent[u * term.rows + r] = term.matrix[r * units + u];
        continue;
      }
      if (m_states.size() > 1 &&
          (term.source == m_states[cell.memory].before || term.source == m_states[cell.memory].after))
        return false;
      auto at = std::ranges::find(cell.inputs, term.source);
      if (at == cell.inputs.end()) {
        if (m_inputsKnown) return false;
        const ir::Shape* shape = matrixShape(term.source);
        if (!shape || static_cast<std::size_t>(shape->dims[0]) != cell.batch) return false;
        cell.inputs.push_back(term.source);
        cell.inputWidths.push_back(term.rows);
        cell.inputWidth += term.rows;
        at = cell.inputs.end() - 1;
      }
      inputs.emplace_back(static_cast<std::size_t>(at - cell.inputs.begin()), &term);
    }
    if (!recurs || inputs.size() != cell.inputs.size()) return false;
    m_inputsKnown = true;
    out.input.assign(units * cell.inputWidth, 0.0f);
    std::ranges::sort(inputs, {}, &std::pair<std::size_t, const Term*>::first);
    std::size_t first = 0;
    for (const auto& [_, term] : inputs) {
      for (std::size_t r = 0; r < term->rows; ++r)
        for (std::size_t u = 0; u < units; ++u)
          out.input[u * cell.inputWidth + first + r] = term->matrix[r * units + u];
      first += term->rows;
    }
    return true;
  }

  void sizes(Cell& cell, TensorId unitsOf) const {
    const ir::Shape& h = s.model->shapeOf((*s.graph)[m_states[cell.output].after]);
    cell.batch = static_cast<std::size_t>(h.dims[0]);
    cell.outputs = static_cast<std::size_t>(h.dims[1]);
    cell.units = static_cast<std::size_t>(s.model->shapeOf((*s.graph)[unitsOf]).dims[1]);
  }

  Result<Cell> simple(std::size_t output) {
    Cell cell;
    cell.output = output;
    m_inputsKnown = false;
    const TensorId after = m_states[output].after;
    sizes(cell, after);
    const auto act = activation(withoutIdentities(s, after));
    if (!act) return no(after);
    cell.activation = act->first;
    if (!gate(cell, cell.gates[0], act->second, {})) return no(act->second);
    cell.used = {after};
    return cell;
  }

  Result<Cell> lstm(std::size_t output, std::size_t memory) {
    Cell cell;
    cell.kind = CellKind::lstm;
    cell.output = output;
    cell.memory = memory;
    m_inputsKnown = false;
    const TensorId before = m_states[memory].before, after = m_states[memory].after, h = m_states[output].after;
    sizes(cell, after);
    ARA_TRY(memoryOf(cell, before, after));
    ARA_TRY(outputOf(cell, after, h));
    cell.used = {h, after};
    return cell;
  }

  // c' = sigmoid(f) * c + sigmoid(i) * act(g), clipped or not
  Status memoryOf(Cell& cell, TensorId before, TensorId after) {
    const TensorId sumOf = clipped(withoutIdentities(s, after), cell.cellClip);
    for (const auto& [kept, added] : orders(adder(sumOf)))
      for (const auto& [state, forget] : orders(makerOf(s, kept, "tf.Mul"))) {
        if (state != before || !sigmoid(forget)) continue;
        for (const auto& [in, candidate] : orders(makerOf(s, added, "tf.Mul"))) {
          const auto act = activation(candidate);
          cell.coupled = act && oneMinus(in) == forget;
          if (!act || !(cell.coupled || sigmoid(in))) continue;
          cell.activation = act->first;
          if (!cell.coupled && !gate(cell, cell.gates[0], sigmoid(in), before)) return no(in);
          if (!gate(cell, cell.gates[1], sigmoid(forget), before)) return no(forget);
          if (!gate(cell, cell.gates[2], act->second, {})) return no(candidate);
          return {};
        }
      }
    return no(sumOf);
  }

  // h' = sigmoid(o) * act(c'), projected or not
  Status outputOf(Cell& cell, TensorId memory, TensorId after) {
    Step behind = s; // the output gate may look at the new memory
    behind.ends.insert(memory);
    Matcher m(behind, m_states);
    m.m_inputsKnown = true;
    TensorId product = m.clipped(withoutIdentities(behind, after), cell.projectionClip);
    if (!makerOf(behind, product, "tf.Mul")) {
      const auto form = linearForm(behind, product);
      if (!form || form->terms.size() != 1 || form->terms[0].diagonal || form->terms[0].rows != cell.units ||
          form->width != cell.outputs)
        return no(product);
      product = form->terms[0].source;
      cell.projection.resize(cell.outputs * cell.units);
      for (std::size_t u = 0; u < cell.units; ++u)
        for (std::size_t o = 0; o < cell.outputs; ++o)
          cell.projection[o * cell.units + u] = form->terms[0].matrix[u * cell.outputs + o];
      cell.projectionBias = form->bias;
    } else if (cell.projectionClip != 0) {
      return no(product); // a limit on what is not projected is no part of the operator
    }
    for (const auto& [gateOf, value] : m.orders(makerOf(behind, product, "tf.Mul"))) {
      const auto act = m.activation(value);
      if (!act || act->second != memory || !m.sigmoid(gateOf)) continue;
      if (act->first != cell.activation) return no(value);
      if (!m.gate(cell, cell.gates[3], m.sigmoid(gateOf), memory)) return no(gateOf);
      return {};
    }
    return no(product);
  }

  const Step& s;
  std::span<const State> m_states;
  bool m_inputsKnown = false;
};

} // namespace

Result<Cell> matchCell(const Step& step, std::span<const State> states) { return Matcher(step, states).match(); }

} // namespace ara::passes::recurrent
