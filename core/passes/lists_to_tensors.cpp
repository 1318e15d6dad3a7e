// Lists of equal tensors become one tensor with the list as its first axis:
//   TensorListFromTensor(x) -> x;  TensorListGetItem(l, i) -> Gather(l, i);  TensorListReserve(shape, n) -> zeros [n,
//   shape]; TensorListSetItem(l, i, x) -> l with x written at i (DYNAMIC_UPDATE_SLICE).  TensorArrayV3 the same, its
//   flow being the list.
// A list whose length or element shape is not known stays, and is refused when it is lowered.
#include "passes/graph_copy.h"
#include "passes/pass.h"

#include <algorithm>

namespace ara::passes {

Status infer_shapes(PassContext& c);

namespace {

bool known(const ir::Shape& s) { return s.isStatic(); }

class Lists {
public:
  explicit Lists(PassContext& context) : c(context) {}

  // Makers of lists whose facts are all known, then what works on lists; whether anything changed.
  bool round() {
    m_changed = false;
    for (const ir::GraphId id : reachableGraphs(c.model)) {
      ir::GraphEdit own(c.model, id, nullptr);
      m_edit = id == c.edit.id() ? &c.edit : &own;
      for (const ir::NodeId n : ir::executionOrder(c.model, graph()).nodes) visit(n);
    }
    return m_changed;
  }

private:
  const ir::Graph& graph() const { return m_edit->graph(); }
  ops::NodeView view(ir::NodeId n) const { return {c.model, graph(), n}; }
  ir::Shape shapeOf(ir::TensorId t) const { return c.model.shapeOf(graph()[t]); }

  ir::TensorId ints(const std::vector<std::int32_t>& v, bool scalar = false) {
    return m_edit->addConstant(ir::DataType::i32,
                               scalar ? ir::Shape::scalar() : ir::Shape::of({static_cast<ir::Dim>(v.size())}),
                               c.model.addBuffer(ir::heapBufferOf<std::int32_t>(v)));
  }
  ir::TensorId add(std::string_view op, std::vector<ir::TensorId> operands, ir::DataType type, ir::Shape shape,
                   ir::AttrList attrs = {}) {
    const ir::NodeId n = m_edit->addNode(*c.find(op), operands, c.model.attrs.intern(std::move(attrs), c.model.names));
    m_edit->setType(graph().result(n), type);
    m_edit->setShape(graph().result(n), shape);
    return graph().result(n);
  }
  ir::Attr attr(std::string_view key, ir::AttrValue v) { return {c.model.names.intern(key), std::move(v)}; }

  void replace(ir::NodeId n, std::size_t result, ir::TensorId by) {
    m_edit->replaceUses(graph().result(n, result), by);
    m_edit->rewrote("list_to_tensor", {n},
                    graph()[by].producer ? std::vector{graph()[by].producer} : std::vector<ir::NodeId>{});
    m_edit->remove(n);
    m_changed = true;
  }
  // A list that has become a tensor: its shape is known and it is no handle.
  bool dense(ir::TensorId t) const {
    return t && graph()[t].type != ir::DataType::variant && graph()[t].type != ir::DataType::resource &&
           known(shapeOf(t)) && shapeOf(t).rank() > 0;
  }

  void visit(ir::NodeId n) {
    if (graph()[n].dead || !c.model.opName(graph()[n]).starts_with("tf.Tensor")) return;
    const ops::NodeView v = view(n);
    const std::string op = v.op();
    if (!isWhole(v, op)) return;
    if (op == "TensorListFromTensor") {
      if (dense(v.operand(0))) replace(n, 0, v.operand(0));
    } else if (op == "TensorListReserve") {
      reserve(n, 0, v.operand(1), v.attrType("element_dtype"), elementOf(v, 0));
    } else if (op == "TensorArrayV3") {
      if (!v.attrBool("dynamic_size"))
        reserve(n, 1, v.operand(0), v.attrType("dtype"), v.attrShape("element_shape").value_or(ir::Shape::unknown()));
    } else if (op == "TensorListGetItem") {
      read(n, v.operand(0), v.operand(1));
    } else if (op == "TensorArrayReadV3") {
      read(n, v.operand(2), v.operand(1));
    } else if (op == "TensorListSetItem") {
      write(n, v.operand(0), v.operand(1), v.operand(2));
    } else if (op == "TensorArrayWriteV3") {
      write(n, v.operand(3), v.operand(1), v.operand(2));
    } else if (op == "TensorListStack") {
      if (dense(v.operand(0))) replace(n, 0, v.operand(0));
    } else if (op == "TensorArrayScatterV3") {
      if (dense(v.operand(2)) && counts(v, 1, shapeOf(v.operand(2)).dims[0])) replace(n, 0, v.operand(2));
    } else if (op == "TensorArrayGatherV3") {
      gather(n);
    } else if (op == "TensorArrayConcatV3") {
      concat(n, v.operand(1));
    } else if (op == "TensorListConcatV2") {
      concat(n, v.operand(0));
    } else if (op == "TensorArraySplitV3") {
      split(n, v.operand(1));
    } else if (op == "TensorListSplit") {
      split(n, v.operand(0));
    } else if (op == "TensorListGather") {
      pick(n, v.operand(0), v.operand(1));
    } else if (op == "TensorListPushBack") {
      push(n);
    } else if (op == "TensorListPopBack") {
      pop(n);
    } else if (op == "TensorListLength" || op == "TensorArraySizeV3") {
      const ir::TensorId list = v.operand(op == "TensorListLength" ? 0 : 1);
      if (dense(list)) replace(n, 0, ints({static_cast<std::int32_t>(shapeOf(list).dims[0])}, true));
    }
  }

  // A damaged file may have nodes with fewer operands or results than are looked at here.
  static bool isWhole(const ops::NodeView& v, std::string_view op) {
    struct Least {
      std::string_view op;
      std::size_t operands, results;
    };
    static constexpr Least kLeast[] = {
        {"TensorListFromTensor", 1, 1}, {"TensorListReserve", 2, 1},   {"TensorArrayV3", 1, 2},
        {"TensorListGetItem", 2, 1},    {"TensorArrayReadV3", 3, 1},   {"TensorListSetItem", 3, 1},
        {"TensorArrayWriteV3", 4, 1},   {"TensorListStack", 1, 1},     {"TensorArrayScatterV3", 4, 1},
        {"TensorArrayGatherV3", 3, 1},  {"TensorArrayConcatV3", 2, 1}, {"TensorArraySplitV3", 4, 1},
        {"TensorListConcatV2", 3, 1},   {"TensorListSplit", 3, 1},     {"TensorListGather", 3, 1},
        {"TensorListPushBack", 2, 1},   {"TensorListPopBack", 2, 2},   {"TensorListLength", 1, 1},
        {"TensorArraySizeV3", 2, 1}};
    for (const Least& l : kLeast)
      if (l.op == op) return v.operandCount() >= l.operands && v.resultCount() >= l.results;
    return false;
  }

  ir::Shape elementOf(const ops::NodeView& v, std::size_t operand) const {
    const auto dims = v.integers(operand);
    if (!dims || v.shape(operand).rank() != 1) return ir::Shape::unknown();
    ir::Shape s = ir::Shape::of(*dims);
    for (ir::Dim& d : s.dims)
      if (d < 0) d = ir::kUnknownDim;
    return s;
  }
  // Operand i holds 0, 1, ... n - 1.
  bool counts(const ops::NodeView& v, std::size_t i, ir::Dim n) const {
    const auto at = v.knownIntegers(i);
    if (!at || static_cast<ir::Dim>(at->size()) != n) return false;
    for (std::size_t k = 0; k < at->size(); ++k)
      if ((*at)[k] != static_cast<std::int64_t>(k)) return false;
    return true;
  }

  void reserve(ir::NodeId n, std::size_t result, ir::TensorId, ir::DataType type, const ir::Shape& element) {
    const ops::NodeView v = view(n);
    const auto count = v.knownIntegers(v.op() == "TensorListReserve" ? 1 : 0);
    ir::Shape shape = element;
    if (!known(shape)) shape = elementWritten(m_edit->id(), graph().result(n, 0), graph().result(n, result));
    if (!count || count->size() != 1 || (*count)[0] < 1 || !known(shape) || type == ir::DataType::none) return;
    std::vector<std::int32_t> dims{static_cast<std::int32_t>((*count)[0])};
    for (const ir::Dim d : shape.dims) dims.push_back(static_cast<std::int32_t>(d));
    const auto bytes = ir::byteSize(type, 1);
    if (!bytes || dims.size() > 6) return;
    const ir::TensorId zero = m_edit->addConstant(type, ir::Shape::scalar(),
                                                  c.model.addBuffer(ir::heapBuffer(std::vector<std::byte>(*bytes))));
    ir::Shape whole = ir::Shape::of(std::vector<ir::Dim>(dims.begin(), dims.end()));
    const ir::TensorId zeros =
        add("tf.Fill", {ints(dims), zero}, type, whole, {attr("T", type), attr("index_type", ir::DataType::i32)});
    if (result == 1) {
      m_edit->replaceUses(graph().result(n, 1), zeros); // the handle stays until nobody asks for it
      if (graph().useCount(graph().result(n, 0)) == 0) m_edit->remove(n);
      m_changed = true;
      return;
    }
    replace(n, 0, zeros);
  }

  // The shape of what is written to the list in a loop it goes through.
  ir::Shape elementWritten(ir::GraphId id, ir::TensorId handle, ir::TensorId flow) const {
    std::vector<std::pair<ir::GraphId, ir::TensorId>> todo{{id, handle}, {id, flow}};
    for (std::size_t i = 0; i < todo.size() && i < 1000; ++i) {
      const auto [at, t] = todo[i];
      const ir::Graph& g = c.model.graph(at);
      for (const ir::UseSite use : g.uses(t)) {
        const std::string_view op = c.model.shortOpName(g[use.user]);
        if ((op == "TensorListSetItem" || op == "TensorArrayWriteV3") && g[use.user].operandCount > 2 &&
            g.operand(use.user, 2))
          if (const ir::Shape s = c.model.shapeOf(g[g.operand(use.user, 2)]); known(s)) return s;
        const std::size_t skip = op.ends_with("If") ? 1 : 0;
        for (const ir::GraphId callee : calledGraphs(c.model, g[use.user]))
          if (use.operand >= skip && use.operand - skip < c.model.graph(callee).inputs.size())
            todo.emplace_back(callee, c.model.graph(callee).inputs[use.operand - skip]);
      }
    }
    return ir::Shape::unknown();
  }

  // Elements of one shape behind each other on their first axis; and how long each is.
  void concat(ir::NodeId n, ir::TensorId list) {
    if (!dense(list) || shapeOf(list).rank() < 2) return;
    const ir::Shape whole = shapeOf(list);
    const auto length =
        checkedMul(static_cast<std::uint64_t>(whole.dims[0]), static_cast<std::uint64_t>(whole.dims[1]));
    if (!length || *length > (std::uint64_t{1} << 31) || whole.dims[0] > 1 << 20 ||
        (graph()[n].resultCount > 1 && graph().useCount(graph().result(n, 1))))
      return;
    ir::Shape joined = whole;
    joined.dims.erase(joined.dims.begin());
    joined.dims[0] = static_cast<ir::Dim>(*length);
    replace(n, 0, reshaped(list, joined));
  }

  // Parts of one length along the first axis.
  void split(ir::NodeId n, ir::TensorId tensor) {
    const ops::NodeView v = view(n);
    const auto lengths = v.knownIntegers(2); // in both operators
    if (!tensor) return;
    const ir::Shape whole = shapeOf(tensor);
    if (!lengths || lengths->empty() || !known(whole) || whole.rank() == 0) return;
    for (const std::int64_t l : *lengths)
      if (l != lengths->front()) return;
    const auto count = static_cast<ir::Dim>(lengths->size());
    if (lengths->front() <= 0 || count * lengths->front() != whole.dims[0]) return;
    ir::Shape parts = whole;
    parts.dims[0] = lengths->front();
    parts.dims.insert(parts.dims.begin(), count);
    replace(n, 0, reshaped(tensor, parts));
  }

  // One element more at the end; an empty list becomes that element alone. In a loop the list would grow: it stays.
  void push(ir::NodeId n) {
    const ops::NodeView v = view(n);
    const ir::TensorId list = v.operand(0), value = v.operand(1);
    if (!list || !value || !known(shapeOf(value)) || m_edit->id() != ir::GraphId(0)) return;
    ir::Shape row = shapeOf(value);
    row.dims.insert(row.dims.begin(), 1);
    const ir::NodeId maker = graph()[list].producer;
    if (maker && c.model.opName(graph()[maker]) == "tf.EmptyTensorList") return replace(n, 0, reshaped(value, row));
    if (!dense(list) || graph()[list].type != graph()[value].type) return;
    ir::Shape longer = shapeOf(list);
    if (longer.rank() != row.rank() || !std::equal(row.dims.begin() + 1, row.dims.end(), longer.dims.begin() + 1))
      return;
    ++longer.dims[0];
    const ir::DataType type = graph()[list].type;
    replace(n, 0,
            add("tf.ConcatV2", {list, reshaped(value, row), ints({0}, true)}, type, longer,
                {attr("N", std::int64_t{2}), attr("T", type), attr("Tidx", ir::DataType::i32)}));
  }

  // The last element, and the list without it.
  void pop(ir::NodeId n) {
    const ir::TensorId list = view(n).operand(0);
    if (!dense(list) || shapeOf(list).dims[0] < 1 || m_edit->id() != ir::GraphId(0)) return;
    const ir::Shape whole = shapeOf(list);
    const ir::DataType type = graph()[list].type;
    ir::Shape element = whole, shorter = whole;
    element.dims.erase(element.dims.begin());
    shorter.dims[0] -= 1;
    const ir::TensorId last = ints({static_cast<std::int32_t>(whole.dims[0] - 1)}, true);
    const ir::TensorId value =
        add("tf.GatherV2", {list, last, ints({0}, true)}, type, element,
            {attr("Taxis", ir::DataType::i32), attr("Tindices", ir::DataType::i32), attr("Tparams", type)});
    m_edit->replaceUses(graph().result(n, 1), value);
    std::vector<std::int32_t> size(shorter.dims.begin(), shorter.dims.end());
    replace(n, 0,
            add("tf.Slice", {list, ints(std::vector<std::int32_t>(whole.rank())), ints(size)}, type, shorter,
                {attr("T", type), attr("Index", ir::DataType::i32)}));
  }

  ir::TensorId reshaped(ir::TensorId t, const ir::Shape& shape) {
    std::vector<std::int32_t> dims(shape.dims.begin(), shape.dims.end());
    const ir::DataType type = graph()[t].type;
    return add("tf.Reshape", {t, ints(dims)}, type, shape, {attr("T", type), attr("Tshape", ir::DataType::i32)});
  }

  void read(ir::NodeId n, ir::TensorId list, ir::TensorId index) {
    if (!dense(list) || !index) return;
    ir::Shape element = shapeOf(list);
    element.dims.erase(element.dims.begin());
    const ir::DataType type = graph()[list].type;
    replace(n, 0,
            add("tf.GatherV2", {list, index, ints({0}, true)}, type, element,
                {attr("Taxis", ir::DataType::i32), attr("Tindices", ir::DataType::i32), attr("Tparams", type)}));
  }

  void write(ir::NodeId n, ir::TensorId list, ir::TensorId index, ir::TensorId value) {
    if (!dense(list) || !index || !value) return;
    const ir::Shape whole = shapeOf(list);
    ir::Shape row = whole;
    row.dims[0] = 1;
    const ir::DataType type = graph()[list].type;
    std::vector<std::int32_t> dims(row.dims.begin(), row.dims.end());
    const ir::TensorId slice =
        add("tf.Reshape", {value, ints(dims)}, type, row, {attr("T", type), attr("Tshape", ir::DataType::i32)});
    ir::TensorId at = add("tf.Reshape", {index, ints({1})}, ir::DataType::i32, ir::Shape::of({1}),
                          {attr("T", ir::DataType::i32), attr("Tshape", ir::DataType::i32)});
    if (whole.rank() > 1)
      at = add("tf.ConcatV2", {at, ints(std::vector<std::int32_t>(whole.rank() - 1)), ints({0}, true)},
               ir::DataType::i32, ir::Shape::of({static_cast<ir::Dim>(whole.rank())}),
               {attr("N", std::int64_t{2}), attr("T", ir::DataType::i32), attr("Tidx", ir::DataType::i32)});
    replace(n, 0, add("tfl.dynamic_update_slice", {list, slice, at}, type, whole));
  }

  void gather(ir::NodeId n) { pick(n, view(n).operand(2), view(n).operand(1)); }

  // The elements of a list by number; all of them in order are the list.
  void pick(ir::NodeId n, ir::TensorId list, ir::TensorId index) {
    if (!dense(list) || !index) return;
    if (counts(view(n), 1, shapeOf(list).dims[0])) return replace(n, 0, list);
    if (!known(shapeOf(index)) || shapeOf(index).rank() != 1) return;
    ir::Shape shape = shapeOf(list);
    shape.dims[0] = shapeOf(index).dims[0];
    const ir::DataType type = graph()[list].type;
    replace(n, 0,
            add("tf.GatherV2", {list, index, ints({0}, true)}, type, shape,
                {attr("Taxis", ir::DataType::i32), attr("Tindices", ir::DataType::i32), attr("Tparams", type)}));
  }

  PassContext& c;
  ir::GraphEdit* m_edit = nullptr;
  bool m_changed = false;
};

} // namespace

Status lists_to_tensors(PassContext& c) {
  constexpr int kRounds = 32; // a list in a loop in a loop needs a round for each
  Lists lists(c);
  for (int i = 0; i < kRounds && lists.round(); ++i) {
    ARA_TRY(c.task.checkpoint(double(i) / kRounds, "Making tensors of lists"));
    ARA_TRY(infer_shapes(c));
  }
  return {};
}

} // namespace ara::passes
