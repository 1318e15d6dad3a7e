#include "ui/document/selection.h"

#include <QMetaObject>

#include <algorithm>

namespace ara::ui {

bool Selection::contains(const Item& item) const { return std::binary_search(m_selected.begin(), m_selected.end(), item); }

void Selection::set(const Item& item) { set(item ? std::vector<Item>{item} : std::vector<Item>{}); }

void Selection::set(std::vector<Item> items) {
  const Item active = items.empty() ? Item{} : items.front();
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  if (active == m_active && items == m_selected) return;
  m_active = active;
  m_selected = std::move(items);
  tell();
}

void Selection::toggle(const Item& item) {
  const auto at = std::lower_bound(m_selected.begin(), m_selected.end(), item);
  if (at != m_selected.end() && *at == item) {
    m_selected.erase(at);
    if (m_active == item) m_active = m_selected.empty() ? Item{} : m_selected.front();
  } else {
    m_selected.insert(at, item);
    m_active = item;
  }
  tell();
}

void Selection::tell() {
  if (m_told) return;
  m_told = true;
  QMetaObject::invokeMethod(this, [this] {
    m_told = false;
    Q_EMIT changed();
  }, Qt::QueuedConnection);
}

} // namespace ara::ui
