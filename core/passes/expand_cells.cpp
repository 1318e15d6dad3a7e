// LSTMBlockCell, GRUBlockCell and BlockLSTM become the products, sigmoids and sums they stand for, so that layers of
// them are recognised like all others.
//   LSTMBlockCell(x, c, h; w, b)     becomes    concat(x, h) * w + b, its four gates, c' and h'
//   BlockLSTM(n, x; ...)             becomes    that for each of the n steps of x, packed again
#include "passes/recurrent/build.h"

namespace ara::passes {

Status infer_shapes(PassContext& c);

namespace {

using ir::TensorId;
using recurrent::Builder;

constexpr std::int64_t kMostSteps = 1 << 16;

struct Lstm {
  TensorId w, wci, wcf, wco, b;
  double forgetBias = 0, clip = 0;
  bool peephole = false;
  std::array<std::size_t, 4> order{}; // where input, candidate, forget and output gate stand in w
};

struct LstmStep {
  TensorId i, c, f, o, candidate, activated, h; // in the order of the operator's results
};

Result<LstmStep> step(Builder& b, const Lstm& l, TensorId x, TensorId c, TensorId h) {
  const auto number = [&](double v) {
    const float values[] = {static_cast<float>(v)};
    return b.floats(ir::Shape::scalar(), values, "/constant");
  };
  const auto gate = [&](TensorId t, TensorId memory, TensorId diagonal) -> Result<TensorId> {
    if (l.peephole) {
      ARA_ASSIGN(const TensorId seen, b.add("tf.Mul", {memory, diagonal}));
      ARA_ASSIGN(t, b.add("tf.AddV2", {t, seen}));
    }
    return b.add("tf.Sigmoid", {t});
  };
  ARA_ASSIGN(const TensorId joined, b.add("tf.ConcatV2", {x, h, b.scalar(1)}));
  ARA_ASSIGN(const TensorId product, b.add("tf.MatMul", {joined, l.w}));
  ARA_ASSIGN(const TensorId biased, b.add("tf.BiasAdd", {product, l.b}));
  ARA_ASSIGN(const TensorId first, b.add("tf.Split", {b.scalar(1), biased}, {{"num_split", std::int64_t{4}}}, 4));
  const ir::NodeId split = b.c.graph()[first].producer;
  const auto part = [&](std::size_t k) { return b.c.graph().result(split, l.order[k]); };
  LstmStep s;
  ARA_ASSIGN(s.i, gate(part(0), c, l.wci));
  TensorId forget = part(2);
  if (l.forgetBias != 0) { ARA_ASSIGN(forget, b.add("tf.AddV2", {forget, number(l.forgetBias)})); }
  ARA_ASSIGN(s.f, gate(forget, c, l.wcf));
  ARA_ASSIGN(s.candidate, b.add("tf.Tanh", {part(1)}));
  ARA_ASSIGN(const TensorId kept, b.add("tf.Mul", {s.f, c}));
  ARA_ASSIGN(const TensorId added, b.add("tf.Mul", {s.i, s.candidate}));
  ARA_ASSIGN(s.c, b.add("tf.AddV2", {kept, added}));
  if (l.clip > 0) {
    ARA_ASSIGN(const TensorId below, b.add("tf.Minimum", {s.c, number(l.clip)}));
    ARA_ASSIGN(s.c, b.add("tf.Maximum", {below, number(-l.clip)}));
  }
  ARA_ASSIGN(s.o, gate(part(3), s.c, l.wco));
  ARA_ASSIGN(s.activated, b.add("tf.Tanh", {s.c}));
  ARA_ASSIGN(s.h, b.add("tf.Mul", {s.activated, s.o}));
  return s;
}

Lstm lstmOf(const ops::NodeView& v, std::size_t w) {
  Lstm l{v.operand(w), v.operand(w + 1), v.operand(w + 2), v.operand(w + 3), v.operand(w + 4)};
  const bool second = v.op() == "BlockLSTMV2"; // its gates stand input, forget, candidate, output
  l.order = second ? std::array<std::size_t, 4>{0, 2, 1, 3} : std::array<std::size_t, 4>{0, 1, 2, 3};
  l.forgetBias = second ? 0 : v.attrFloat("forget_bias", 1);
  l.clip = v.attrFloat("cell_clip", second ? 0 : 3);
  l.peephole = v.attrBool("use_peephole");
  return l;
}

void replace(Builder& b, ir::NodeId n, std::span<const TensorId> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const TensorId old = b.c.graph().result(n, i);
    if (!values[i] || (!b.c.graph().useCount(old) && !b.c.graph().isOutput(old))) continue;
    const ir::Tensor made = b.c.graph()[values[i]];
    if (b.c.graph().isOutput(old))
      b.c.edit.takeResult(made.producer, made.result, old);
    else
      b.c.edit.replaceUses(old, values[i]);
  }
  b.c.edit.rewrote("expand_cell", {n}, b.added());
  b.c.edit.remove(n);
}

Status expandLstmCell(Builder& b, ir::NodeId n) {
  const ops::NodeView v(b.c.model, b.c.graph(), n);
  const Lstm l = lstmOf(v, 3);
  ARA_ASSIGN(const LstmStep s, step(b, l, v.operand(0), v.operand(1), v.operand(2)));
  replace(b, n, std::array{s.i, s.c, s.f, s.o, s.candidate, s.activated, s.h});
  return {};
}

// x_h = [x, h];  r, u = sigmoid(x_h w_ru + b_ru);  c = tanh([x, r h] w_c + b_c);  h' = u h + (1 - u) c
Status expandGruCell(Builder& b, ir::NodeId n) {
  const ops::NodeView v(b.c.model, b.c.graph(), n);
  const TensorId x = v.operand(0), h = v.operand(1), wru = v.operand(2), wc = v.operand(3), bru = v.operand(4),
                 bc = v.operand(5);
  const float one[] = {1.0f};
  ARA_ASSIGN(const TensorId joined, b.add("tf.ConcatV2", {x, h, b.scalar(1)}));
  ARA_ASSIGN(const TensorId product, b.add("tf.MatMul", {joined, wru}));
  ARA_ASSIGN(const TensorId biased, b.add("tf.BiasAdd", {product, bru}));
  ARA_ASSIGN(const TensorId gates, b.add("tf.Sigmoid", {biased}));
  ARA_ASSIGN(const TensorId r, b.add("tf.Split", {b.scalar(1), gates}, {{"num_split", std::int64_t{2}}}, 2));
  const TensorId u = b.c.graph().result(b.c.graph()[r].producer, 1);
  ARA_ASSIGN(const TensorId kept, b.add("tf.Mul", {r, h}));
  ARA_ASSIGN(const TensorId second, b.add("tf.ConcatV2", {x, kept, b.scalar(1)}));
  ARA_ASSIGN(const TensorId into, b.add("tf.MatMul", {second, wc}));
  ARA_ASSIGN(const TensorId intoBiased, b.add("tf.BiasAdd", {into, bc}));
  ARA_ASSIGN(const TensorId c, b.add("tf.Tanh", {intoBiased}));
  ARA_ASSIGN(const TensorId rest, b.add("tf.Sub", {b.floats(ir::Shape::scalar(), one, "/one"), u}));
  ARA_ASSIGN(const TensorId old, b.add("tf.Mul", {u, h}));
  ARA_ASSIGN(const TensorId fresh, b.add("tf.Mul", {rest, c}));
  ARA_ASSIGN(const TensorId next, b.add("tf.AddV2", {old, fresh}));
  replace(b, n, std::array{r, u, c, next});
  return {};
}

Status expandBlock(Builder& b, ir::NodeId n) {
  const ops::NodeView v(b.c.model, b.c.graph(), n);
  const ir::Shape shape = v.shape(1);
  const auto steps = v.knownIntegers(0);
  if (!shape.isStatic() || shape.rank() != 3 || shape.dims[0] < 1 || shape.dims[0] > kMostSteps)
    return v.refuse(msg("{0} {1} runs over a sequence of the shape {2}.", v.op(), v.name(), shape.text()),
                    msg("Give every dimension of the model's inputs."));
  if (!steps || steps->size() != 1 || steps->front() < shape.dims[0])
    return v.refuse(msg("{0} {1} stops after a number of steps that is not that of its sequence.", v.op(), v.name()),
                    msg("Feed sequences of full length."));
  const Lstm l = lstmOf(v, 4);
  const auto count = static_cast<std::size_t>(shape.dims[0]);
  TensorId c = v.operand(2), h = v.operand(3);
  ARA_ASSIGN(const TensorId first,
             b.add("tf.Unpack", {v.operand(1)}, {{"axis", std::int64_t{0}}, {"num", static_cast<std::int64_t>(count)}},
                   count));
  const ir::NodeId unpack = b.c.graph()[first].producer;
  std::array<std::vector<TensorId>, 7> all;
  for (std::size_t t = 0; t < count; ++t) {
    ARA_ASSIGN(const LstmStep s, step(b, l, b.c.graph().result(unpack, t), c, h));
    const TensorId values[] = {s.i, s.c, s.f, s.o, s.candidate, s.activated, s.h};
    for (std::size_t k = 0; k < all.size(); ++k) all[k].push_back(values[k]);
    c = s.c;
    h = s.h;
  }
  std::array<TensorId, 7> packed;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const TensorId old = b.c.graph().result(n, k);
    if (!b.c.graph().useCount(old) && !b.c.graph().isOutput(old)) continue;
    ARA_ASSIGN(packed[k], b.add("tf.Pack", all[k], {{"axis", std::int64_t{0}}}));
  }
  replace(b, n, packed);
  return {};
}

struct Form {
  std::string_view op;
  std::size_t operands, results;
  Status (*expand)(Builder&, ir::NodeId);
};
constexpr Form kForms[] = {{"tf.LSTMBlockCell", 8, 7, expandLstmCell},
                           {"tf.GRUBlockCell", 6, 4, expandGruCell},
                           {"tf.BlockLSTM", 9, 7, expandBlock},
                           {"tf.BlockLSTMV2", 9, 7, expandBlock}};

} // namespace

Status expand_cells(PassContext& c) {
  bool any = false;
  for (std::size_t i = 0, count = c.graph().nodeCount(); i < count; ++i)
    for (const Form& form : kForms) {
      const ir::NodeId n(i);
      if (!c.is(n, form.op) || c.graph()[n].operandCount != form.operands || c.graph()[n].resultCount != form.results)
        continue;
      bool whole = true;
      for (const TensorId t : c.graph().operands(n)) whole = whole && t;
      if (!whole) continue;
      ARA_TRY(c.task.checkpoint(0.5, "Writing out recurrent cells"));
      Builder b(c, ops::NodeView(c.model, c.graph(), n).name());
      if (auto done = form.expand(b, n); !done) {
        b.undo();
        c.refused.push_back(std::move(done).error());
      }
      any = true;
      break;
    }
  return any && c.edit.id() == ir::GraphId(0) ? infer_shapes(c) : Status{};
}

} // namespace ara::passes
