// Writes TensorFlow operators for layers. Shapes are known as they are added; the first mistake is kept and everything
// behind it does nothing, so that a layer reads as what it computes.
//
//   Emitter e(model);
//   e.enter("dense");
//   const TensorId y = e.op("Relu", {e.op("BiasAdd", {e.op("MatMul", {x, kernel}), bias})});   // dense/MatMul,
//   dense/BiasAdd, ...
#pragma once

#include "formats/keras/hdf5.h"
#include "ir/edit.h"

#include <unordered_map>

namespace ara::formats::keras {

using ir::DataType;
using ir::Dim;
using ir::Shape;
using ir::TensorId;
using Attrs = std::vector<std::pair<std::string_view, ir::AttrValue>>;

class Emitter {
public:
  explicit Emitter(ir::Model& model) : m_model(model), m_edit(model) {}

  ir::Model& model() { return m_model; }
  void enter(std::string scope) { m_scope = std::move(scope); }
  const std::string& scope() const { return m_scope; }

  TensorId op(std::string_view kind, std::vector<TensorId> operands, Attrs attrs = {});
  std::vector<TensorId> many(std::string_view kind, std::vector<TensorId> operands, std::size_t results,
                             Attrs attrs = {});
  TensorId named(const std::string& name, std::string_view kind, std::vector<TensorId> operands, Attrs attrs = {});
  TensorId placeholder(const std::string& name, DataType type, const Shape& shape);

  TensorId floats(std::span<const float> values, std::vector<Dim> shape);
  TensorId number(double value); // a float scalar
  TensorId ints(std::vector<std::int32_t> values);
  TensorId integer(std::int32_t value); // a scalar
  TensorId weight(const Array& a);      // once for each array

  const Shape& shape(TensorId t) const { return t ? m_model.shapeOf(m_model.graph()[t]) : m_none; }
  DataType type(TensorId t) const { return t ? m_model.graph()[t].type : DataType::none; }
  std::size_t rank(TensorId t) const { return shape(t).rank(); }
  Dim dim(TensorId t, std::size_t axis) const { return axis < rank(t) ? shape(t).dims[axis] : ir::kUnknownDim; }
  Dim last(TensorId t) const { return rank(t) ? shape(t).dims.back() : ir::kUnknownDim; }

  // Usual pieces.
  TensorId reshape(TensorId t, std::vector<Dim> dims); // one may be -1; unknown dimensions must be
  TensorId transpose(TensorId t, std::vector<std::int32_t> perm);
  TensorId expand(TensorId t, std::int32_t axis);
  TensorId squeeze(TensorId t, std::int64_t axis);
  TensorId add(TensorId a, TensorId b) { return op("AddV2", {a, b}); }
  TensorId mul(TensorId a, TensorId b) { return op("Mul", {a, b}); }
  TensorId sub(TensorId a, TensorId b) { return op("Sub", {a, b}); }
  TensorId concat(std::vector<TensorId> parts, std::int32_t axis);
  TensorId reduce(std::string_view kind, TensorId t, std::vector<std::int32_t> axes, bool keep = false);
  TensorId slice(TensorId t, std::size_t axis, Dim begin, Dim end); // from begin to before end along one axis
  TensorId at(TensorId t, std::size_t axis, Dim index);             // without the axis
  TensorId matmul(TensorId a, TensorId b);                          // over the last axis of a, b is a matrix

  void refuse(Error e) {
    if (!m_error) m_error = std::move(e);
  }
  const std::optional<Error>& error() const { return m_error; }

private:
  std::string unique(std::string wanted);
  TensorId constant(DataType type, const Shape& shape, ir::Buffer buffer, std::string_view name);

  ir::Model& m_model;
  ir::GraphEdit m_edit;
  std::string m_scope;
  std::unordered_map<std::string, std::size_t> m_names;
  std::unordered_map<const std::byte*, std::pair<Shape, TensorId>> m_weights;
  std::optional<Error> m_error;
  Shape m_none;
};

} // namespace ara::formats::keras
