// Pools and resizing of TensorFlow.
#include "ops/movement/lowering.h"
#include "ops/network_lower.h"
#include "ops/pool_rules.h"
#include "ops/tf/pool_slices.h"

#include <array>
#include <limits>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::isKnown;
using ir::OpKind;
using kernels::PoolKind;

template<std::size_t spatial> Status inferPool(InferContext& c) {
  ARA_ASSIGN(const WindowPlan p, tfPoolPlan(c, c.shape(0), spatial));
  c.result(0, c.type(0), p.output(p.channels()));
  return {};
}

template<std::size_t spatial, PoolKind kind> Status evaluate(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  ARA_ASSIGN(const WindowPlan p, tfPoolPlan(c, c.inputs[0].shape, spatial));
  return evaluatePool(c, p, kind);
}

std::string_view nameOf(PoolKind kind) { return kind == PoolKind::max ? "tfl.max_pool_2d" : "tfl.average_pool_2d"; }

std::vector<NamedAttr> poolAttrs(const WindowPlan& p) {
  auto attrs = windowAttrs(p, false);
  attrs.emplace_back("filter_height", p.axes[0].size);
  attrs.emplace_back("filter_width", p.axes[1].size);
  return attrs;
}

template<PoolKind kind> Status lowerPool(LowerContext& c) {
  ARA_TRY(wantOwnOperands(c));
  constexpr bool largest = kind == PoolKind::max;
  const DataType type = c.type(0);
  if (!largest || (ir::isFloat(type) && type != DataType::f16 && type != DataType::bf16)) ARA_TRY(wantFloat32(c));
  ARA_TRY(wantElements(c, c.shape(0), 1));
  ARA_ASSIGN(const WindowPlan p, tfPoolPlan(c, c.shape(0), 2));
  if (p.padsExplicitly() && !largest) return c.refuseAttr("padding", "EXPLICIT", msg("Use SAME or VALID padding."));
  if (largest && (!typeListed("f32 i8 u8 i16", type) || (p.padsExplicitly() && type != DataType::f32))) {
    TensorId image = c.operand(0);
    if (p.layout.channelsFirst) { ARA_ASSIGN(image, c.transpose(image, p.layout.toLast())); }
    ARA_ASSIGN(TensorId t, largestBySlices(c, p, image));
    if (p.layout.channelsFirst) { ARA_ASSIGN(t, c.transpose(t, p.layout.fromLast())); }
    return c.replace({t});
  }
  // What pads a maximum must never be one.
  const double least = static_cast<double>(std::numeric_limits<float>::lowest());
  ARA_ASSIGN(const TensorId image, preparedImage(c, c.operand(0), p, least));
  return replaceImage(c, p.layout, nameOf(kind), {image}, poolAttrs(p));
}

// --- MaxPoolWithArgmax
Status inferWithPlaces(InferContext& c) {
  ARA_ASSIGN(const WindowPlan p, tfPoolPlan(c, c.shape(0), 2));
  c.result(0, c.type(0), p.output(p.channels()));
  c.result(1, c.attrType("Targmax", DataType::i64), p.output(p.channels()));
  return {};
}

// Of equal elements the first counts; what is outside of the image never does.
Status evaluateWithPlaces(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  ARA_ASSIGN(const WindowPlan p, tfPoolPlan(c, c.inputs[0].shape, 2));
  const DataType index = c.attrType("Targmax", DataType::i64);
  if (index != DataType::i64 && index != DataType::i32)
    return c.refuse(msg("{0} {1} numbers elements in {2}.", c.op(), c.name(), ir::longName(index)));
  const std::vector<Dim>& in = p.input.dims;
  const Shape out = p.output(p.channels());
  ARA_TRY(c.makeResult(0, DataType::f32, out));
  ARA_TRY(c.makeResult(1, index, out));
  const auto x = floats(c, 0);
  for (std::size_t at = 0; at < c.out<float>(0).size(); ++at) {
    auto rest = static_cast<Dim>(at);
    const Dim k = rest % in[3], ox = rest / in[3] % out.dims[2], oy = rest / in[3] / out.dims[2] % out.dims[1],
              n = rest / in[3] / out.dims[2] / out.dims[1];
    float best = std::numeric_limits<float>::lowest();
    Dim place = 0;
    bool found = false;
    for (Dim i = 0; i < p.axes[0].size; ++i)
      for (Dim j = 0; j < p.axes[1].size; ++j) {
        const Dim y = oy * p.axes[0].stride - p.windows[0].before + i,
                  z = ox * p.axes[1].stride - p.windows[1].before + j;
        if (y < 0 || y >= in[1] || z < 0 || z >= in[2]) continue;
        const Dim number = (y * in[2] + z) * in[3] + k, image = n * in[1] * in[2] * in[3];
        const float v = x[static_cast<std::size_t>(image + number)];
        if (found && !(v > best)) continue;
        best = v, found = true;
        place = number + (c.attrBool("include_batch_in_index") ? image : 0);
      }
    c.out<float>(0)[at] = best;
    if (index == DataType::i64)
      c.out<std::int64_t>(1)[at] = place;
    else
      c.out<std::int32_t>(1)[at] = static_cast<std::int32_t>(place);
  }
  return {};
}

Status lowerWithPlaces(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  ARA_TRY(wantElements(c, c.shape(0), 0));
  ARA_ASSIGN(const WindowPlan p, tfPoolPlan(c, c.shape(0), 2));
  ARA_ASSIGN(const TensorId best, c.add(nameOf(PoolKind::max), {c.operand(0)}, poolAttrs(p)));
  ARA_ASSIGN(const TensorId places, largestPlaces(c, p, c.operand(0), c.attrBool("include_batch_in_index"),
                                                  c.attrType("Targmax", DataType::i64)));
  return c.replace({best, places});
}

// A pool over a volume is one over height and width, and one over depth:
//   [n,d,h,w,c] -> [n*d,h,w,c] -> [n*d,h',w',c] -> [n,d,h'*w',c] -> [n,d',h'*w',c] -> [n,d',h',w',c]
// Means stay means: the elements that count in a window are those of its plane times those of its depth.
template<PoolKind kind> Status lowerPool3d(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  ARA_TRY(wantElements(c, c.shape(0), 0));
  ARA_ASSIGN(const WindowPlan p, tfPoolPlan(c, c.shape(0), 3));
  const SpatialLayout& layout = p.layout;
  const Dim batch = p.input.dims[0], depth = p.input.dims[layout.axis(0)], channels = p.channels();
  const Dim height = p.input.dims[layout.axis(1)], width = p.input.dims[layout.axis(2)];
  if (!p.input.isStatic())
    return c.refuse(
        msg("{0} {1} pools a volume of shape {2}, known only when the model runs.", c.op(), c.name(), p.input.text()),
        msg("Give the model's inputs fixed shapes, for example a batch of 1."));
  const Dim newDepth = p.windows[0].output, newHeight = p.windows[1].output, newWidth = p.windows[2].output;
  ARA_ASSIGN(const TensorId volume, preparedImage(c, c.operand(0), p));
  ARA_ASSIGN(const TensorId planes, c.reshape(volume, {batch * depth, height, width, channels}));
  const auto flat = [&](std::int64_t size, std::int64_t stride, const WindowAxis& across) {
    WindowPlan q{.layout = {}, .input = {}, .axes = {p.axes[0], across}, .windows = {}};
    q.axes[0].size = size;
    q.axes[0].stride = stride;
    return poolAttrs(q);
  };
  ARA_ASSIGN(const TensorId pooled, c.add(nameOf(kind), {planes}, flat(p.axes[1].size, p.axes[1].stride, p.axes[2])));
  ARA_ASSIGN(const TensorId columns, c.reshape(pooled, {batch, depth, newHeight * newWidth, channels}));
  WindowAxis one = p.axes[0];
  one.size = one.stride = 1;
  ARA_ASSIGN(const TensorId deep, c.add(nameOf(kind), {columns}, flat(p.axes[0].size, p.axes[0].stride, one)));
  ARA_ASSIGN(TensorId made, c.reshape(deep, {batch, newDepth, newHeight, newWidth, channels}));
  if (layout.channelsFirst) { ARA_ASSIGN(made, c.transpose(made, layout.fromLast())); }
  return c.replace({made});
}

// --- Resizing
Status inferBilinear(InferContext& c) { return inferResize(c, DataType::f32); } // of integers too
Status inferNearest(InferContext& c) { return inferResize(c, c.type(0)); }

Status wantResizable(LowerContext& c) {
  ARA_TRY(wantOwnOperands(c));
  ARA_TRY(wantElements(c, c.shape(0), 1));
  if (c.type(1) != DataType::i32)
    return c.refuse(msg("{0} {1} takes its size as {2}.", c.op(), c.name(), ir::longName(c.type(1))),
                    msg("Give the size as int32."));
  const auto size = c.knownIntegers(1);
  for (const std::int64_t n : size.value_or(std::vector<std::int64_t>{}))
    if (n < 1)
      return c.refuse(msg("{0} {1} resizes to a height or width of {2}.", c.op(), c.name(), n),
                      msg("Give sizes of at least 1."));
  if (c.attrBool("align_corners") && c.attrBool("half_pixel_centers"))
    return c.refuse(
        msg("{0} {1} asks for align_corners and half_pixel_centers at once, which nobody computes.", c.op(), c.name()),
        msg("Choose one of the two."));
  return {};
}

std::vector<NamedAttr> resizeAttrs(const NodeView& v) {
  return {{"align_corners", v.attrBool("align_corners")}, {"half_pixel_centers", v.attrBool("half_pixel_centers")}};
}

Status lowerBilinear(LowerContext& c) {
  ARA_TRY(wantResizable(c));
  if (!typeListed("f32 f16 bf16 i8 u8 i16 u16 i32", c.type(0))) return refuseNumbers(c, c.type(0));
  TensorId image = c.operand(0);
  if (c.type(0) != DataType::f32) { // the runtime would round where TensorFlow makes floats
    ARA_ASSIGN(image, c.add("tfl.cast", {image}, {{"in_data_type", c.type(0)}, {"out_data_type", DataType::f32}}));
  }
  return c.replaceWith("tfl.resize_bilinear", {image, c.operand(1)}, resizeAttrs(c));
}

Status lowerNearest(LowerContext& c) {
  ARA_TRY(wantResizable(c));
  ARA_ASSIGN(const TensorId t,
             movedAs(c, "f32 f16 bf16 i8 u8 i16 u16 i32 u32 bool", {c.operand(0)},
                     [](LowerContext& l, const std::vector<TensorId>& x) {
                       return l.add("tfl.resize_nearest_neighbor", {x[0], l.operand(1)}, resizeAttrs(l));
                     }));
  return c.replace({t});
}

constexpr std::string_view kPoolAttrs = "ksize:ints, strides:ints, padding:string, data_format:string=NHWC, T:type";
constexpr std::string_view kPool3dAttrs = "ksize:ints, strides:ints, padding:string, data_format:string=NDHWC, T:type";
constexpr std::string_view kResizeAttrs = "T:type, align_corners:bool=false, half_pixel_centers:bool=false";

const std::array kRows{
    ir::OpDef{.name = "tf.MaxPool",
              .kind = OpKind::pool,
              .doc = "The largest element of each window of an image.",
              .operands = "input",
              .attrs = "T:type=float32, ksize:ints, strides:ints, padding:string, explicit_paddings:ints=[], "
                       "data_format:string=NHWC",
              .infer = inferPool<2>,
              .evaluate = evaluate<2, PoolKind::max>,
              .lower = lowerPool<PoolKind::max>},
    ir::OpDef{.name = "tf.MaxPoolV2",
              .kind = OpKind::pool,
              .doc = "The largest element of each window of an image.",
              .operands = "input, ksize, strides",
              .attrs = "T:type=float32, padding:string, data_format:string=NHWC",
              .infer = inferPool<2>,
              .evaluate = evaluate<2, PoolKind::max>,
              .lower = lowerPool<PoolKind::max>},
    ir::OpDef{.name = "tf.MaxPoolWithArgmax",
              .kind = OpKind::pool,
              .doc = "The largest element of each window of an image, and its number.",
              .operands = "input",
              .results = "output, argmax",
              .attrs = "ksize:ints, strides:ints, Targmax:type=int64, padding:string, "
                       "include_batch_in_index:bool=false, T:type",
              .infer = inferWithPlaces,
              .evaluate = evaluateWithPlaces,
              .lower = lowerWithPlaces},
    ir::OpDef{.name = "tf.AvgPool",
              .kind = OpKind::pool,
              .doc = "The mean of each window of an image.",
              .operands = "value",
              .attrs = kPoolAttrs,
              .infer = inferPool<2>,
              .evaluate = evaluate<2, PoolKind::average>,
              .lower = lowerPool<PoolKind::average>},
    ir::OpDef{.name = "tf.MaxPool3D",
              .kind = OpKind::pool,
              .doc = "The largest element of each window of a volume.",
              .operands = "input",
              .attrs = kPool3dAttrs,
              .infer = inferPool<3>,
              .evaluate = evaluate<3, PoolKind::max>,
              .lower = lowerPool3d<PoolKind::max>},
    ir::OpDef{.name = "tf.AvgPool3D",
              .kind = OpKind::pool,
              .doc = "The mean of each window of a volume.",
              .operands = "input",
              .attrs = kPool3dAttrs,
              .infer = inferPool<3>,
              .evaluate = evaluate<3, PoolKind::average>,
              .lower = lowerPool3d<PoolKind::average>},
    ir::OpDef{.name = "tf.ResizeBilinear",
              .kind = OpKind::pool,
              .doc = "Resizes an image, mixing the four nearest elements.",
              .operands = "images, size",
              .results = "resized_images",
              .attrs = kResizeAttrs,
              .infer = inferBilinear,
              .evaluate = evaluateResizeBilinear,
              .lower = lowerBilinear},
    ir::OpDef{.name = "tf.ResizeNearestNeighbor",
              .kind = OpKind::pool,
              .doc = "Resizes an image, repeating the nearest element.",
              .operands = "images, size",
              .results = "resized_images",
              .attrs = kResizeAttrs,
              .infer = inferNearest,
              .evaluate = evaluateResizeNearest,
              .lower = lowerNearest},
};

} // namespace

std::span<const ir::OpDef> poolRows() { return kRows; }

} // namespace ara::ops::tf
