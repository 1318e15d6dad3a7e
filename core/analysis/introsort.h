// Sorts as std::sort of GCC's library does, step for step, so that equal elements come out in the order people know
// from TensorFlow's tools, whatever library this program is built with. Not stable; that is the point.
//
//   gccSort(std::span(items), [](const Item& a, const Item& b) { return a.count > b.count; });
//
// Quicksort by the median of the second, the middle and the last element down to runs of 16, heapsort where that goes
// 2 log n deep, insertion sort over everything at the end.
#pragma once

#include <bit>
#include <cstddef>
#include <span>
#include <utility>

namespace ara::analysis {
namespace introsort {

inline constexpr std::size_t kRun = 16;

template<class T, class Before> void sink(std::span<T> heap, std::size_t hole, T value, Before before) {
  const std::size_t top = hole, size = heap.size();
  std::size_t child = hole;
  while (size > 2 && child < (size - 1) / 2) {
    child = 2 * child + 2;
    if (before(heap[child], heap[child - 1])) --child;
    heap[hole] = std::move(heap[child]);
    hole = child;
  }
  if (size % 2 == 0 && size >= 2 && child == (size - 2) / 2) { // the last parent has one child
    child = 2 * child + 1;
    heap[hole] = std::move(heap[child]);
    hole = child;
  }
  while (hole > top) {
    const std::size_t parent = (hole - 1) / 2;
    if (!before(heap[parent], value)) break;
    heap[hole] = std::move(heap[parent]);
    hole = parent;
  }
  heap[hole] = std::move(value);
}

template<class T, class Before> void heapSort(std::span<T> items, Before before) {
  for (std::size_t parent = items.size() / 2; parent-- > 0;) {
    T value = std::move(items[parent]);
    sink(items, parent, std::move(value), before);
  }
  for (std::size_t last = items.size(); last-- > 1;) {
    T value = std::move(items[last]);
    items[last] = std::move(items[0]);
    sink(items.first(last), 0, std::move(value), before);
  }
}

template<class T, class Before> std::size_t middleIndex(std::span<T> items, Before before) {
  const std::size_t a = 1, b = items.size() / 2, c = items.size() - 1;
  if (before(items[a], items[b])) return before(items[b], items[c]) ? b : before(items[a], items[c]) ? c : a;
  return before(items[a], items[c]) ? a : before(items[b], items[c]) ? c : b;
}

// Where the right part begins, after the pivot was put in front.
template<class T, class Before> std::size_t partition(std::span<T> items, Before before) {
  std::swap(items[0], items[middleIndex(items, before)]);
  std::size_t left = 1, right = items.size();
  for (;; ++left) {
    while (before(items[left], items[0])) ++left;
    do --right;
    while (before(items[0], items[right]));
    if (left >= right) return left;
    std::swap(items[left], items[right]);
  }
}

template<class T, class Before> void roughly(std::span<T> items, std::size_t depth, Before before) {
  while (items.size() > kRun) {
    if (depth-- == 0) return heapSort(items, before);
    const std::size_t cut = partition(items, before);
    roughly(items.subspan(cut), depth, before);
    items = items.first(cut);
  }
}

} // namespace introsort

template<class T, class Before> void gccSort(std::span<T> items, Before before) {
  if (items.size() < 2) return;
  introsort::roughly(items, 2 * (std::bit_width(items.size()) - 1), before);
  for (std::size_t i = 1; i < items.size(); ++i) {
    T value = std::move(items[i]);
    std::size_t at = i;
    for (; at > 0 && before(value, items[at - 1]); --at) items[at] = std::move(items[at - 1]);
    items[at] = std::move(value);
  }
}

} // namespace ara::analysis
