// Resizing that the runtime has no operator for: a product with a matrix for each axis of space.
#include "kernels/boxes.h"
#include "ops/arithmetic_lower.h"
#include "ops/movement/lowering.h"
#include "ops/pool_rules.h"
#include "ops/tf/crop_lower.h"

#include <array>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::isKnown;
using ir::OpKind;

enum class How { bicubic, area };

std::vector<float> sharesOf(const NodeView& v, How how, Dim in, Dim out) {
  const bool align = v.attrBool("align_corners");
  return how == How::bicubic ? kernels::bicubicShares(in, out, align, v.attrBool("half_pixel_centers"))
                             : kernels::areaShares(in, out, align);
}

// With corners aligned a single row has no area to spread, and TensorFlow divides by 0.
bool spreadsOne(const NodeView& v, How how, Dim in, Dim out) {
  return how == How::area && v.attrBool("align_corners") && in == 1 && out > 1;
}

Status inferFloats(InferContext& c) { return inferResize(c, DataType::f32); } // of integers too

constexpr Dim kMostShares = Dim{1} << 22;

template<How how> Status evaluate(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  const Shape in = c.inputs[0].shape;
  ARA_ASSIGN(const auto size, inputIntegers(c, 1));
  if (in.rank() != 4 || size.size() != 2 || size[0] < 1 || size[1] < 1 || in.dims[1] < 1 || in.dims[2] < 1 ||
      mulDims(in.dims[1], size[0]) > kMostShares || mulDims(in.dims[2], size[1]) > kMostShares)
    return c.refuse(msg("{0} {1} resizes {2}, which is not computed here.", c.op(), c.name(), in.text()));
  if (spreadsOne(c, how, in.dims[1], size[0]) || spreadsOne(c, how, in.dims[2], size[1]))
    return c.refuse(msg("{0} {1} spreads a single row over an area, where TensorFlow divides by 0.", c.op(), c.name()));
  ARA_TRY(c.makeResult(0, DataType::f32, Shape::of({in.dims[0], size[0], size[1], in.dims[3]})));
  kernels::Resize r{.batch = in.dims[0],
                    .height = in.dims[1],
                    .width = in.dims[2],
                    .channels = in.dims[3],
                    .newHeight = size[0],
                    .newWidth = size[1]};
  kernels::resizeByShares(r, sharesOf(c, how, r.height, r.newHeight), sharesOf(c, how, r.width, r.newWidth),
                          floats(c, 0), c.out<float>(0));
  return {};
}

// [n, out, rest] from [n, in, rest]: each slice of the result is a sum of slices.
Result<TensorId> mixed(LowerContext& c, TensorId t, const std::vector<float>& shares, Dim out) {
  const Shape s = c.shapeOf(t);
  if (out == s.dims[1]) { // often the size stays as it is
    bool same = true;
    for (Dim i = 0; i < out; ++i)
      for (Dim j = 0; j < out; ++j)
        same = same && shares[static_cast<std::size_t>(i * out + j)] == (i == j ? 1.0f : 0.0f);
    if (same) return t;
  }
  const auto bytes = std::as_bytes(std::span(shares));
  const TensorId matrix = c.bytesConstant(DataType::f32, Shape::of({out, s.dims[1]}), {bytes.begin(), bytes.end()});
  // One matrix for all images: the operator broadcasts it.
  return c.add(
      "tfl.batch_matmul", {matrix, t},
      {{"adj_x", AttrValue(false)}, {"adj_y", AttrValue(false)}, {"asymmetric_quantize_inputs", AttrValue(false)}});
}

template<How how> Status lower(LowerContext& c) {
  const Shape in = c.shape(0);
  const auto size = c.knownIntegers(1);
  if (!size || size->size() != 2) return refuseComputed(c, "a size");
  if (c.attrBool("align_corners") && c.attrBool("half_pixel_centers"))
    return c.refuse(
        msg("{0} {1} asks for align_corners and half_pixel_centers at once, which nobody computes.", c.op(), c.name()),
        msg("Choose one of the two."));
  if (!in.isStatic() || in.rank() != 4) return refuseOpenShape(c, in);
  const Dim height = in.dims[1], width = in.dims[2], newHeight = (*size)[0], newWidth = (*size)[1];
  const bool spread = spreadsOne(c, how, height, newHeight) || spreadsOne(c, how, width, newWidth);
  if (spread || in.elements() == 0 || newHeight < 1 || newWidth < 1 || mulDims(height, newHeight) > kMostShares ||
      mulDims(width, newWidth) > kMostShares)
    return refuseOpenShape(c, in);
  if (!typeListed("f32 i8 u8 i16 u16 i32", c.type(0))) return refuseNumbers(c, c.type(0));
  ARA_ASSIGN(TensorId t, castTo(c, c.operand(0), DataType::f32));
  ARA_ASSIGN(t, c.reshape(t, {in.dims[0], height, width * in.dims[3]}));
  ARA_ASSIGN(t, mixed(c, t, sharesOf(c, how, height, newHeight), newHeight));
  ARA_ASSIGN(t, c.reshape(t, {in.dims[0] * newHeight, width, in.dims[3]}));
  ARA_ASSIGN(t, mixed(c, t, sharesOf(c, how, width, newWidth), newWidth));
  ARA_ASSIGN(t, c.reshape(t, {in.dims[0], newHeight, newWidth, in.dims[3]}));
  return c.replace({t});
}

Status inferCrop(InferContext& c) {
  ARA_TRY(wantOperands(c, 4));
  ARA_TRY(wantRank(c, c.shape(0), 4, "its input"));
  const auto size = c.integers(3);
  Shape out = Shape::of(std::vector<Dim>(4, ir::kUnknownDim));
  if (c.shape(1).ranked && c.shape(1).rank() == 2) out.dims[0] = c.shape(1).dims[0];
  for (std::size_t i = 0; size && size->size() == 2 && i < 2; ++i)
    out.dims[i + 1] = (*size)[i] < 1 ? ir::kUnknownDim : (*size)[i];
  if (c.shape(0).ranked) out.dims[3] = c.shape(0).dims[3];
  c.result(0, DataType::f32, std::move(out));
  return {};
}

Status evaluateCrop(EvalContext& c) {
  ARA_TRY(wantInputs(c, 4));
  ARA_ASSIGN(const auto size, inputIntegers(c, 3));
  const Shape in = c.inputs[0].shape, boxes = c.inputs[1].shape;
  const DataType type = c.inputs[0].type;
  const std::string method = c.attrString("method", "bilinear");
  if (method != "bilinear" && method != "nearest") return c.refuseAttr("method", method);
  if (in.rank() != 4 || in.elements() == 0 || boxes.rank() != 2 || boxes.dims[1] != 4 || size.size() != 2 ||
      size[0] < 1 || size[1] < 1 || c.inputs[1].type != DataType::f32 || c.inputs[2].type != DataType::i32 ||
      c.inputs[2].shape != Shape::of({boxes.dims[0]}))
    return c.refuse(msg("{0} {1} cuts boxes of shape {2} out of {3}, which is not computed here.", c.op(), c.name(),
                        boxes.text(), in.text()));
  ARA_TRY(c.makeResult(0, DataType::f32, Shape::of({boxes.dims[0], size[0], size[1], in.dims[3]})));
  std::vector<float> images(static_cast<std::size_t>(c.inputs[0].elements()));
  if (!kernels::withType<kernels::Floats | kernels::Integers>(
          type, [&]<class T>() { kernels::cast(c.in<T>(0).first(images.size()), std::span(images)); }))
    return refuseType(c, type);
  const kernels::Crop crop{.batch = in.dims[0],
                           .height = in.dims[1],
                           .width = in.dims[2],
                           .channels = in.dims[3],
                           .newHeight = size[0],
                           .newWidth = size[1],
                           .nearest = method == "nearest",
                           .outside = static_cast<float>(c.attrFloat("extrapolation_value"))};
  const auto which = c.in<std::int32_t>(2).first(static_cast<std::size_t>(boxes.dims[0]));
  if (!kernels::cropAndResize(crop, images, floats(c, 1), which, c.out<float>(0)))
    return c.refuse(msg("{0} {1} names an image that is not there.", c.op(), c.name()));
  return {};
}

const std::array kRows{
    ir::OpDef{.name = "tf.CropAndResize",
              .kind = OpKind::pool,
              .doc = "Boxes cut out of images, all resized to one size.",
              .operands = "image, boxes, box_ind, crop_size",
              .results = "crops",
              .attrs = "T:type, method:string=bilinear, extrapolation_value:float=0",
              .infer = inferCrop,
              .evaluate = evaluateCrop,
              .lower = lowered<lowerCropAndResize>},
    ir::OpDef{.name = "tf.ResizeBicubic",
              .kind = OpKind::pool,
              .doc = "Resizes an image along smooth curves through its elements.",
              .operands = "images, size",
              .results = "resized_images",
              .attrs = "T:type, align_corners:bool=false, half_pixel_centers:bool=false",
              .infer = inferFloats,
              .evaluate = evaluate<How::bicubic>,
              .lower = lowered<lower<How::bicubic>>},
    ir::OpDef{.name = "tf.ResizeArea",
              .kind = OpKind::pool,
              .doc = "Resizes an image; each element is the mean of the area it covers.",
              .operands = "images, size",
              .results = "resized_images",
              .attrs = "T:type, align_corners:bool=false",
              .infer = inferFloats,
              .evaluate = evaluate<How::area>,
              .lower = lowered<lower<How::area>>},
};

} // namespace

std::span<const ir::OpDef> imageRows() { return kRows; }

} // namespace ara::ops::tf
