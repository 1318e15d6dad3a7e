// a constant that repeats one value over more than 16 MiB      becomes      fill(shape, value)
// The value of a short text may claim any size: the file holds what is stored of it, the runtime repeats it. Above 2
// GiB there is no tensor to fill.
#include "passes/pass.h"

namespace ara::passes {
namespace {

constexpr std::uint64_t kMostRepeated = std::uint64_t{1} << 24, kMostBytes = std::uint64_t{1} << 31;

// One element, repeated: the buffer stores no more than that.
bool repeatsOne(const ir::Model& model, const ir::Tensor& t) {
  const ir::Buffer& b = model.buffers[t.buffer.index()];
  return !b.source && b.size > kMostRepeated && b.data.size() == b.elementBytes && !b.data.empty();
}

} // namespace

Status fill_splats(PassContext& c) {
  const std::size_t count = c.graph().tensorCount();
  for (std::size_t i = 0; i < count; ++i) {
    const ir::TensorId t(i);
    const ir::Tensor& tensor = c.graph()[t];
    if (!tensor.buffer || tensor.variable || (tensor.useCount == 0 && !tensor.isOutput)) continue;
    const ir::Buffer& b = c.model.buffers[tensor.buffer.index()];
    if (b.isPlain()) continue;
    const std::string name = c.model.tensorName(c.graph(), t);
    if (b.size > kMostBytes) {
      c.refused.push_back(Error{ErrorKind::BadFile,
                                msg("{0} holds {1} bytes, more than a tensor can have.", name, b.size),
                                msg("Keep it out of the part that is converted."),
                                name,
                                {}});
      continue;
    }
    const ir::Shape shape = c.model.shapeOf(tensor);
    const ir::OpDef* fill = c.find("tfl.fill");
    if (!fill || !repeatsOne(c.model, tensor) || !shape.isStatic() || shape.rank() > 8) continue;
    std::vector<std::int32_t> dims(shape.dims.begin(), shape.dims.end());
    const ir::TensorId size = c.edit.addConstant(ir::DataType::i32, ir::Shape::of({static_cast<ir::Dim>(dims.size())}),
                                                 c.model.addBuffer(ir::heapBufferOf<std::int32_t>(dims)));
    const ir::Tensor old = c.graph()[t];
    const ir::Buffer one =
        ir::viewBuffer(c.model.buffers[old.buffer.index()].data, c.model.buffers[old.buffer.index()].owner);
    const ir::TensorId value = c.edit.addConstant(old.type, ir::Shape::scalar(), c.model.addBuffer(one));
    const ir::NodeId n = c.edit.addNode(*fill, {size, value}, {});
    const ops::NodeView view(c.model, c.graph(), n);
    if (auto legal = ops::checkLimits(view, view); !legal) { // a type FILL does not take: the file holds it
      c.edit.remove(n);
      continue;
    }
    const ir::TensorId made = c.graph().result(n);
    c.edit.setType(made, old.type);
    c.edit.setShape(made, shape);
    c.edit.setQuantization(made, old.quant);
    c.edit.replaceUses(t, made);
    c.edit.setName(made, old.name);
    c.edit.setName(t, {});
    c.edit.rewrote("fill_splats", {}, {n});
  }
  return {};
}

} // namespace ara::passes
