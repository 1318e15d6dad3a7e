// What the person looks at: one active thing, any number of selected ones, shared by every panel. Changes are merged and
// told once per turn of the event loop.
#pragma once

#include "ir/model.h"

#include <QObject>

#include <compare>
#include <vector>

namespace ara::ui {

enum class Side : std::uint8_t { source, result };

struct Item {
  enum class Kind : std::uint8_t { none, node, tensor };
  Kind kind = Kind::none;
  Side side = Side::source;
  ir::GraphId graph = ir::GraphId(0);
  std::uint32_t id = 0; // NodeId or TensorId

  static Item node(ir::NodeId n, Side s = Side::source, ir::GraphId g = ir::GraphId(0)) { return {Kind::node, s, g, n.value}; }
  static Item tensor(ir::TensorId t, Side s = Side::source, ir::GraphId g = ir::GraphId(0)) { return {Kind::tensor, s, g, t.value}; }
  ir::NodeId nodeId() const { return kind == Kind::node ? ir::NodeId(std::size_t(id)) : ir::NodeId(); }
  ir::TensorId tensorId() const { return kind == Kind::tensor ? ir::TensorId(std::size_t(id)) : ir::TensorId(); }
  explicit operator bool() const { return kind != Kind::none; }
  auto operator<=>(const Item&) const = default;
};

class Selection : public QObject {
  Q_OBJECT
public:
  explicit Selection(QObject* parent = nullptr) : QObject(parent) {}

  Item active() const { return m_active; }
  const std::vector<Item>& selected() const { return m_selected; } // sorted
  bool contains(const Item& item) const;

  void set(const Item& item);                 // selects it alone and makes it active; a none item clears
  void set(std::vector<Item> items);          // the first becomes active
  void toggle(const Item& item);
  void clear() { set(Item{}); }

Q_SIGNALS:
  void changed();

private:
  void tell();
  Item m_active;
  std::vector<Item> m_selected;
  bool m_told = false; // a change is on its way
};

} // namespace ara::ui
