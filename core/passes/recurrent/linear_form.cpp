#include "passes/recurrent/linear_form.h"

#include "passes/constants.h"
#include "runtime/evaluate.h"

#include <algorithm>
#include <cstring>

namespace ara::passes::recurrent {
namespace {

using ir::NodeId;
using ir::TensorId;

constexpr int kDeepest = 32;                                // operators between a gate and its products
constexpr std::size_t kMostElements = std::size_t{1} << 26; // of one matrix

struct Segment {
  TensorId source;
  std::size_t rows = 0;
};

std::optional<std::size_t> widthOf(const Step& s, TensorId t) {
  const ir::Shape& shape = s.model->shapeOf((*s.graph)[t]);
  if ((*s.graph)[t].type != ir::DataType::f32 || !shape.isStatic() || shape.rank() != 2 || shape.dims[1] <= 0)
    return {};
  return static_cast<std::size_t>(shape.dims[1]);
}

ops::NodeView view(const Step& s, NodeId n) { return {*s.model, *s.graph, n}; }

TensorId operandAt(const Step& s, NodeId n, std::size_t i) {
  return i < (*s.graph)[n].operandCount ? s.graph->operand(n, i) : TensorId{};
}

class Reader {
public:
  explicit Reader(const Step& step) : s(step) {}

  std::optional<LinearForm> read(TensorId t, int depth) {
    t = withoutIdentities(s, t);
    const auto width = t ? widthOf(s, t) : std::nullopt;
    if (!width || depth > kDeepest) return {};
    const NodeId n = (*s.graph)[t].producer;
    if (s.ends.contains(t) || !n || !s.nodes.contains(n)) return itself(t, *width);
    const std::string_view op = s.model->opName((*s.graph)[n]);
    if (op == "tf.MatMul") return product(n, *width, depth);
    if (op == "tf.BiasAdd" || op == "tf.Add" || op == "tf.AddV2") return sum(n, *width, depth);
    if (op == "tf.Mul") return scaled(n, *width, depth);
    if (op == "tf.Split" || op == "tf.SplitV" || op == "tf.StridedSlice") return columns(n, t, *width, depth);
    return {};
  }

private:
  LinearForm itself(TensorId t, std::size_t width) const {
    return {width, {{t, std::vector<float>(width, 1.0f), width, true}}, std::vector<float>(width, 0.0f)};
  }

  // What a product multiplies: joined tensors one by one.
  bool segments(TensorId t, int depth, std::vector<Segment>& out) {
    t = withoutIdentities(s, t);
    const auto width = t ? widthOf(s, t) : std::nullopt;
    if (!width || depth > kDeepest || out.size() > 16) return false;
    const NodeId n = makerOf(s, t, "tf.ConcatV2");
    if (s.ends.contains(t) || !n) {
      out.push_back({t, *width});
      return true;
    }
    const ops::NodeView concat = view(s, n);
    if (concat.operandCount() < 2) return false;
    const auto axis = concat.knownIntegers(concat.operandCount() - 1);
    if (!axis || axis->size() != 1 || (axis->front() != 1 && axis->front() != -1)) return false;
    for (std::size_t i = 0; i + 1 < concat.operandCount(); ++i)
      if (!segments(concat.operand(i), depth + 1, out)) return false;
    return true;
  }

  std::optional<LinearForm> product(NodeId n, std::size_t width, int depth) {
    const ops::NodeView v = view(s, n);
    std::vector<Segment> parts;
    if (v.operandCount() != 2 || v.attrBool("transpose_a") || !segments(v.operand(0), depth + 1, parts)) return {};
    const auto w = constantFloats(s, v.operand(1));
    std::size_t rows = 0;
    for (const Segment& p : parts) rows += p.rows;
    if (!w || w->size() != rows * width) return {};
    const bool turned = v.attrBool("transpose_b");
    LinearForm form{width, {}, std::vector<float>(width, 0.0f)};
    std::size_t first = 0;
    for (const Segment& p : parts) {
      Term term{p.source, std::vector<float>(p.rows * width), p.rows, false};
      for (std::size_t r = 0; r < p.rows; ++r)
        for (std::size_t c = 0; c < width; ++c)
          term.matrix[r * width + c] = turned ? (*w)[c * rows + first + r] : (*w)[(first + r) * width + c];
      first += p.rows;
      if (!add(form, std::move(term))) return {};
    }
    return form;
  }

  // Two products of one tensor are one product.
  static bool add(LinearForm& form, Term term) {
    for (Term& t : form.terms) {
      if (t.source != term.source || t.diagonal != term.diagonal) continue;
      for (std::size_t i = 0; i < t.matrix.size(); ++i) t.matrix[i] += term.matrix[i];
      return true;
    }
    form.terms.push_back(std::move(term));
    return form.terms.size() <= 16;
  }

  // A constant of one value, or one per column.
  std::optional<std::vector<float>> row(TensorId t, std::size_t width) {
    auto values = constantFloats(s, t);
    if (!values) return {};
    if (values->size() == 1) return std::vector<float>(width, values->front());
    const ir::Shape& shape = s.model->shapeOf((*s.graph)[t]);
    if (values->size() != width || shape.dims.empty() || shape.dims.back() != static_cast<ir::Dim>(width)) return {};
    return values;
  }

  std::optional<LinearForm> sum(NodeId n, std::size_t width, int depth) {
    if ((*s.graph)[n].operandCount != 2) return {};
    const TensorId a = operandAt(s, n, 0), b = operandAt(s, n, 1);
    for (const auto& [constant, other] : {std::pair{b, a}, std::pair{a, b}}) {
      const auto values = constant ? row(constant, width) : std::nullopt;
      if (!values) continue;
      auto form = read(other, depth + 1);
      if (!form || form->width != width) return {};
      for (std::size_t i = 0; i < width; ++i) form->bias[i] += (*values)[i];
      return form;
    }
    auto left = read(a, depth + 1), right = read(b, depth + 1);
    if (!left || !right || left->width != width || right->width != width) return {};
    if ((*s.graph)[a].shape != (*s.graph)[b].shape) return {};
    for (Term& t : right->terms)
      if (!add(*left, std::move(t))) return {};
    for (std::size_t i = 0; i < width; ++i) left->bias[i] += right->bias[i];
    left->firstColumn = std::max(left->firstColumn, right->firstColumn);
    return left;
  }

  std::optional<LinearForm> scaled(NodeId n, std::size_t width, int depth) {
    if ((*s.graph)[n].operandCount != 2) return {};
    const TensorId a = operandAt(s, n, 0), b = operandAt(s, n, 1);
    for (const auto& [constant, other] : {std::pair{b, a}, std::pair{a, b}}) {
      const auto factors = constant ? row(constant, width) : std::nullopt;
      if (!factors) continue;
      auto form = read(other, depth + 1);
      if (!form || form->width != width) return {};
      for (Term& t : form->terms)
        for (std::size_t i = 0; i < t.matrix.size(); ++i) t.matrix[i] *= (*factors)[i % width];
      for (std::size_t i = 0; i < width; ++i) form->bias[i] *= (*factors)[i];
      return form;
    }
    return {};
  }

  // The first column of result `t` in what is cut along the last axis; and the tensor that is cut.
  std::optional<std::pair<TensorId, std::size_t>> cut(NodeId n, TensorId t) {
    const ops::NodeView v = view(s, n);
    const std::string op = v.op();
    if (op == "StridedSlice") {
      if (v.operandCount() != 4 || v.attrInt("ellipsis_mask") || v.attrInt("new_axis_mask") ||
          v.attrInt("shrink_axis_mask"))
        return {};
      const auto begin = v.knownIntegers(1), strides = v.knownIntegers(3);
      if (!begin || !strides || begin->size() != 2 || strides->size() != 2 || (*strides)[0] != 1 || (*strides)[1] != 1)
        return {};
      const bool whole = (v.attrInt("begin_mask") & 1) || (*begin)[0] == 0;
      const std::int64_t first = v.attrInt("begin_mask") & 2 ? 0 : (*begin)[1];
      const ir::Shape &in = v.shape(0), &out = s.model->shapeOf((*s.graph)[t]);
      if (!whole || in.rank() != 2 || in.dims[0] != out.dims[0]) return {};
      const std::int64_t from = first < 0 ? first + in.dims[1] : first;
      return from < 0 ? std::nullopt : std::optional(std::pair{v.operand(0), static_cast<std::size_t>(from)});
    }
    const std::size_t data = op == "SplitV" ? 0 : 1, axisAt = op == "SplitV" ? 2 : 0;
    if (v.operandCount() <= std::max(data, axisAt)) return {};
    const auto axis = v.knownIntegers(axisAt);
    if (!axis || axis->size() != 1 || (axis->front() != 1 && axis->front() != -1)) return {};
    std::size_t first = 0;
    for (std::uint32_t r = 0; r < (*s.graph)[t].result; ++r) {
      const auto w = widthOf(s, s.graph->result(n, r));
      if (!w) return {};
      first += *w;
    }
    return std::pair{v.operand(data), first};
  }

  std::optional<LinearForm> columns(NodeId n, TensorId t, std::size_t width, int depth) {
    const auto from = cut(n, t);
    if (!from || !from->first) return {};
    const LinearForm* whole = remembered(from->first, depth);
    if (!whole || from->second + width > whole->width) return {};
    LinearForm form{width, {}, {}, from->second};
    const auto first = static_cast<std::ptrdiff_t>(from->second), last = first + static_cast<std::ptrdiff_t>(width);
    form.bias.assign(whole->bias.begin() + first, whole->bias.begin() + last);
    for (const Term& term : whole->terms) {
      Term part{term.source, {}, term.rows, term.diagonal};
      if (term.diagonal) return {}; // columns of a tensor: no cell is written like that
      part.matrix.reserve(term.rows * width);
      for (std::size_t r = 0; r < term.rows; ++r) {
        const auto begin = term.matrix.begin() + static_cast<std::ptrdiff_t>(r * whole->width);
        part.matrix.insert(part.matrix.end(), begin + first, begin + last);
      }
      form.terms.push_back(std::move(part));
    }
    return form;
  }

  const LinearForm* remembered(TensorId t, int depth) {
    const auto it = std::ranges::find(m_read, t, &std::pair<TensorId, LinearForm>::first);
    if (it != m_read.end()) return &it->second;
    auto form = read(t, depth + 1);
    if (!form) return nullptr;
    m_read.emplace_back(t, *std::move(form));
    return &m_read.back().second;
  }

  const Step& s;
  std::vector<std::pair<TensorId, LinearForm>> m_read;
};

std::optional<std::vector<float>> constantAt(const Step& s, TensorId t, int depth) {
  const ir::Graph& g = *s.graph;
  if (!t || g[t].type != ir::DataType::f32) return {};
  if (g[t].buffer) return floats(*s.model, g[t], kMostElements);
  const NodeId n = g[t].producer;
  if (!n || g[n].dead || depth > 4 || g[n].operandCount == 0) return {};
  if (s.model->opName(g[n]) == "tf.Identity") return constantAt(s, g.operand(n, 0), depth + 1);
  for (const TensorId o : g.operands(n))
    if (!o || !g[o].buffer) return {};
  auto values = runtime::evaluateConstant(*s.model, g, n, kMostElements * sizeof(float));
  if (!values || g[t].result >= values->size()) return {};
  const ops::TensorOut& out = (*values)[g[t].result];
  if (out.type != ir::DataType::f32) return {};
  std::vector<float> result(out.bytes.size() / sizeof(float));
  if (!result.empty()) std::memcpy(result.data(), out.bytes.data(), result.size() * sizeof(float));
  return result;
}

} // namespace

std::optional<LinearForm> linearForm(const Step& step, TensorId t) { return Reader(step).read(t, 0); }

std::optional<std::vector<float>> constantFloats(const Step& step, TensorId t) { return constantAt(step, t, 0); }

TensorId withoutIdentities(const Step& s, TensorId t) {
  for (int depth = 0; t && depth < kDeepest; ++depth) {
    const NodeId n = (*s.graph)[t].producer;
    if (s.ends.contains(t) || !n || !s.nodes.contains(n) || (*s.graph)[n].operandCount == 0) return t;
    const std::string_view op = s.model->opName((*s.graph)[n]);
    const TensorId from = s.graph->operand(n, 0);
    const bool same =
        from && (*s.graph)[from].shape == (*s.graph)[t].shape && s.model->shapeOf((*s.graph)[t]).isStatic();
    if (!from || !(op == "tf.Identity" || (op == "tf.Reshape" && same))) return t;
    t = from;
  }
  return t;
}

NodeId makerOf(const Step& s, TensorId t, std::string_view op) {
  const NodeId n = t && !s.ends.contains(t) ? (*s.graph)[t].producer : NodeId{};
  return n && s.nodes.contains(n) && s.model->opName((*s.graph)[n]) == op ? n : NodeId{};
}

} // namespace ara::passes::recurrent
