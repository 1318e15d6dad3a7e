// Recurrent cells that are one operator in TensorFlow. The pass expand_cells writes out what they compute.
#include "ops/tf/source_parts.h"

#include <array>

namespace ara::ops::tf {
namespace {

using ir::OpKind;

// Every result is [batch, units]: the shape of the state before.
template<std::size_t state> Status inferCell(InferContext& c) {
  for (std::size_t i = 0; i < c.resultCount(); ++i)
    c.result(i, c.operandCount() > state ? c.type(state) : DataType::none,
             c.operandCount() > state ? c.shape(state) : Shape::unknown());
  return {};
}

// x [steps, batch, inputs], h [batch, units] -> [steps, batch, units]
Status inferBlock(InferContext& c) {
  constexpr std::size_t kX = 1, kH = 3;
  Shape s = Shape::unknown();
  if (c.operandCount() > kH && c.shape(kX).ranked && c.shape(kX).rank() == 3 && c.shape(kH).ranked &&
      c.shape(kH).rank() == 2)
    s = Shape::of({c.shape(kX).dims[0], c.shape(kX).dims[1], c.shape(kH).dims[1]});
  for (std::size_t i = 0; i < c.resultCount(); ++i) c.result(i, c.operandCount() > kX ? c.type(kX) : DataType::none, s);
  return {};
}

const std::array kRows{
    row("tf.LSTMBlockCell", OpKind::recurrent, "One step of a long short-term memory layer.",
        "x, cs_prev, h_prev, w, wci, wcf, wco, b", "i, cs, f, o, ci, co, h",
        "forget_bias:float=1, cell_clip:float=3, use_peephole:bool=false, T:type", kPure, inferCell<1>, nullptr,
        nullptr),
    row("tf.BlockLSTM", OpKind::recurrent, "A long short-term memory layer over a sequence.",
        "seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b", "i, cs, f, o, ci, co, h",
        "forget_bias:float=1, cell_clip:float=3, use_peephole:bool=false, T:type", kPure, inferBlock, nullptr, nullptr),
    row("tf.BlockLSTMV2", OpKind::recurrent, "A long short-term memory layer over a sequence.",
        "seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b", "i, cs, f, o, ci, co, h",
        "cell_clip:float=0, use_peephole:bool=false, T:type", kPure, inferBlock, nullptr, nullptr),
    row("tf.GRUBlockCell", OpKind::recurrent, "One step of a gated recurrent unit.", "x, h_prev, w_ru, w_c, b_ru, b_c",
        "r, u, c, h", "T:type", kPure, inferCell<1>, nullptr, nullptr),
};

} // namespace

std::span<const ir::OpDef> cellRows() { return kRows; }

} // namespace ara::ops::tf
