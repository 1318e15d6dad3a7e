// CropAndResize(image, boxes, box_ind, crop_size): where each element of a crop lies in its image is computed in the
// order TensorFlow computes it, since a box that ends at the edge must not fall outside by a rounding; then the
// elements around it are gathered and mixed.
#include "ops/tf/crop_lower.h"

#include "ops/movement/lowering.h"

namespace ara::ops::tf {

using ir::isKnown;

namespace {

NamedAttr noActivation() { return {"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}; }

class Crop {
public:
  explicit Crop(LowerContext& c) : m_c(c) {}

  Result<TensorId> compute(std::string_view op, TensorId a, TensorId b) {
    return m_c.add(op, {a, b}, {noActivation()});
  }
  TensorId number(double v) { return m_c.scalar(DataType::f32, v); }
  Result<TensorId> whole(TensorId t) { return castTo(m_c, t, DataType::i32); }

  // Coordinate `which` of all boxes, [n, 1].
  Result<TensorId> side(TensorId boxes, std::int64_t which) { return keepPart(m_c, boxes, 1, which, 1); }

  struct Axis {
    TensorId inside;    // bool, [n, count]
    TensorId low, high; // int32: the elements around
    TensorId share;     // of the high one
  };
  Result<Axis> axis(TensorId first, TensorId last, Dim size, Dim count, bool nearest) {
    const TensorId end = number(static_cast<double>(size - 1));
    TensorId at;
    if (count > 1) {
      ARA_ASSIGN(const TensorId length, compute("tfl.sub", last, first));
      ARA_ASSIGN(const TensorId elements, compute("tfl.mul", length, end));
      ARA_ASSIGN(const TensorId step, compute("tfl.div", elements, number(static_cast<double>(count - 1))));
      std::vector<float> counted;
      for (Dim i = 0; i < count; ++i) counted.push_back(static_cast<float>(i));
      const auto bytes = std::as_bytes(std::span(counted));
      const TensorId numbers = m_c.bytesConstant(DataType::f32, Shape::of({1, count}), {bytes.begin(), bytes.end()});
      ARA_ASSIGN(const TensorId start, compute("tfl.mul", first, end));
      ARA_ASSIGN(const TensorId way, compute("tfl.mul", numbers, step));
      ARA_ASSIGN(at, compute("tfl.add", start, way));
    } else {
      ARA_ASSIGN(const TensorId both, compute("tfl.add", first, last));
      ARA_ASSIGN(const TensorId middle, compute("tfl.mul", both, number(0.5)));
      ARA_ASSIGN(at, compute("tfl.mul", middle, end));
    }
    Axis a;
    ARA_ASSIGN(const TensorId after, m_c.add("tfl.greater_equal", {at, number(0)}));
    ARA_ASSIGN(const TensorId before, m_c.add("tfl.less_equal", {at, end}));
    ARA_ASSIGN(a.inside, m_c.add("tfl.logical_and", {after, before}));
    ARA_ASSIGN(const TensorId above, m_c.add("tfl.maximum", {at, number(0)}));
    ARA_ASSIGN(const TensorId sure, m_c.add("tfl.minimum", {above, end}));
    ARA_ASSIGN(const TensorId low, m_c.add("tfl.floor", {sure}));
    if (nearest) { // halves go up, where ROUND would go to even numbers; adding one half first would round again
      ARA_ASSIGN(const TensorId share, compute("tfl.sub", sure, low));
      ARA_ASSIGN(const TensorId up, m_c.add("tfl.greater_equal", {share, number(0.5)}));
      ARA_ASSIGN(const TensorId one, castTo(m_c, up, DataType::f32));
      ARA_ASSIGN(const TensorId rounded, compute("tfl.add", low, one));
      ARA_ASSIGN(a.low, whole(rounded));
      return a;
    }
    ARA_ASSIGN(const TensorId high, m_c.add("tfl.ceil", {sure}));
    ARA_ASSIGN(a.share, compute("tfl.sub", sure, low));
    ARA_ASSIGN(a.low, whole(low));
    ARA_ASSIGN(a.high, whole(high));
    return a;
  }

  // from + (to - from) * share
  Result<TensorId> mix(TensorId from, TensorId to, TensorId share) {
    ARA_ASSIGN(const TensorId apart, compute("tfl.sub", to, from));
    ARA_ASSIGN(const TensorId part, compute("tfl.mul", apart, share));
    return compute("tfl.add", from, part);
  }

private:
  LowerContext& m_c;
};

} // namespace

Status lowerCropAndResize(LowerContext& c) {
  const Shape image = c.shape(0), boxes = c.shape(1);
  const auto size = c.knownIntegers(3);
  const std::string method = c.attrString("method", "bilinear");
  const bool nearest = method == "nearest";
  if (!nearest && method != "bilinear") return c.refuseAttr("method", method);
  if (!size || size->size() != 2) return refuseComputed(c, "a size");
  if (!typeListed("f32 i8 u8 i16 u16 i32", c.type(0))) return refuseNumbers(c, c.type(0));
  if (!image.isStatic() || image.rank() != 4 || image.elements() == 0) return refuseOpenShape(c, image);
  if (!boxes.isStatic() || boxes.rank() != 2 || boxes.dims[1] != 4) return refuseOpenShape(c, boxes);
  const Dim n = boxes.dims[0], height = image.dims[1], width = image.dims[2], down = (*size)[0], across = (*size)[1];
  if (down < 1 || across < 1 || down > 65536 || across > 65536 ||
      mulDims(mulDims(image.dims[0], height), width) > (1 << 30))
    return refuseOpenShape(c, image);

  Crop crop(c);
  TensorId sides[4]; // y1, x1, y2, x2
  for (std::int64_t i = 0; i < 4; ++i) { ARA_ASSIGN(sides[i], crop.side(c.operand(1), i)); }
  ARA_ASSIGN(const auto rows, crop.axis(sides[0], sides[2], height, down, nearest));
  ARA_ASSIGN(const auto columns, crop.axis(sides[1], sides[3], width, across, nearest));

  // The image as a line of pixels; a pixel is (box's image * height + row) * width + column.
  ARA_ASSIGN(const TensorId real, castTo(c, c.operand(0), DataType::f32));
  ARA_ASSIGN(const TensorId pixels, reshapeTo(c, real, Shape::of({image.dims[0] * height * width, image.dims[3]})));
  ARA_ASSIGN(const TensorId ids, int32Operand(c, 2));
  ARA_ASSIGN(const TensorId which, reshapeTo(c, ids, Shape::of({n, 1})));
  ARA_ASSIGN(const TensorId images, crop.compute("tfl.mul", which, int32Scalar(c, height)));
  const auto pick = [&](TensorId row, TensorId column) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId line, crop.compute("tfl.add", row, images));
    ARA_ASSIGN(const TensorId start, crop.compute("tfl.mul", line, int32Scalar(c, width)));
    ARA_ASSIGN(const TensorId y, reshapeTo(c, start, Shape::of({n, down, 1})));
    ARA_ASSIGN(const TensorId x, reshapeTo(c, column, Shape::of({n, 1, across})));
    ARA_ASSIGN(const TensorId at, crop.compute("tfl.add", y, x));
    return gathered(c, pixels, at, 0);
  };
  TensorId made;
  if (nearest) {
    ARA_ASSIGN(made, pick(rows.low, columns.low));
  } else {
    ARA_ASSIGN(const TensorId shareX, reshapeTo(c, columns.share, Shape::of({n, 1, across, 1})));
    ARA_ASSIGN(const TensorId shareY, reshapeTo(c, rows.share, Shape::of({n, down, 1, 1})));
    ARA_ASSIGN(const TensorId topLeft, pick(rows.low, columns.low));
    ARA_ASSIGN(const TensorId topRight, pick(rows.low, columns.high));
    ARA_ASSIGN(const TensorId bottomLeft, pick(rows.high, columns.low));
    ARA_ASSIGN(const TensorId bottomRight, pick(rows.high, columns.high));
    ARA_ASSIGN(const TensorId top, crop.mix(topLeft, topRight, shareX));
    ARA_ASSIGN(const TensorId bottom, crop.mix(bottomLeft, bottomRight, shareX));
    ARA_ASSIGN(made, crop.mix(top, bottom, shareY));
  }
  ARA_ASSIGN(const TensorId insideY, reshapeTo(c, rows.inside, Shape::of({n, down, 1, 1})));
  ARA_ASSIGN(const TensorId insideX, reshapeTo(c, columns.inside, Shape::of({n, 1, across, 1})));
  ARA_ASSIGN(const TensorId inside, c.add("tfl.logical_and", {insideY, insideX}));
  return c.replaceWith("tfl.select_v2", {inside, made, crop.number(c.attrFloat("extrapolation_value"))});
}

} // namespace ara::ops::tf
