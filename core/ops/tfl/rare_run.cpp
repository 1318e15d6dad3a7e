#include "ops/tfl/rare_run.h"

#include "kernels/boxes.h"
#include "ops/movement/movement.h"

#include <algorithm>
#include <cmath>

namespace ara::ops::tfl {
namespace {

Fail unlike(EvalContext& c) {
  return c.refuse(msg("{0} {1} has operands that do not fit together.", c.op(), c.name()));
}

bool isFloats(const TensorView& t, std::uint64_t elements) {
  return t.type == DataType::f32 && t.elements() == elements;
}

} // namespace

Status evaluateSuppression(EvalContext& c) {
  const bool soft = c.op().ends_with("v5");
  ARA_TRY(wantInputs(c, soft ? 6 : 5));
  const auto count = c.inputs[1].elements();
  const auto most = integersOf(c.inputs[2]);
  const auto four = checkedMul(count, std::uint64_t{4});
  if (!four || !isFloats(c.inputs[0], *four) || !isFloats(c.inputs[1], count) || !most || most->size() != 1)
    return unlike(c);
  for (std::size_t i = 3; i < c.inputs.size(); ++i)
    if (!isFloats(c.inputs[i], 1)) return unlike(c);
  if ((*most)[0] < 0) return c.refuse(msg("{0} {1} asks for {2} boxes.", c.op(), c.name(), (*most)[0]));
  const kernels::Suppression s{.most = static_cast<std::size_t>((*most)[0]),
                               .overlap = c.inputs[3].load<float>(0),
                               .orEqual = true,
                               .score = c.inputs[4].load<float>(0),
                               .sigma = soft ? c.inputs[5].load<float>(0) : 0.0f};
  const std::size_t last = soft ? 2 : 1;
  if (c.results.size() <= last) c.results.resize(last + 1);
  const Shape padded = Shape::of({static_cast<Dim>(s.most)});
  ARA_TRY(c.makeResult(0, DataType::i32, padded)); // padded with 0
  if (soft) ARA_TRY(c.makeResult(1, DataType::f32, padded));
  ARA_TRY(c.makeResult(last, DataType::i32, Shape::scalar()));
  const auto found = kernels::suppressOverlaps(s, c.in<float>(0).first(*four), c.in<float>(1).first(count));
  std::ranges::copy(found.indices, c.out<std::int32_t>(0).begin());
  if (soft) std::ranges::copy(found.scores, c.out<float>(1).begin());
  c.out<std::int32_t>(last)[0] = static_cast<std::int32_t>(found.indices.size());
  return {};
}

Status evaluateHashtableLookup(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  if (c.inputs.size() != 3) return unlike(c);
  const auto wanted = integersOf(c.inputs[0]), keys = integersOf(c.inputs[1]);
  const Shape rows = c.inputs[2].shape;
  if (!wanted || !keys || rows.rank() == 0 || static_cast<Dim>(keys->size()) != rows.dims[0]) return unlike(c);
  std::vector<std::ptrdiff_t> found;
  for (const std::int64_t w : *wanted) {
    const auto at = std::ranges::find(*keys, w);
    found.push_back(at == keys->end() ? -1 : at - keys->begin());
  }
  const bool missed = std::ranges::count(found, -1) > 0;
  if (missed && c.inputs[2].type == DataType::string)
    return c.refuse(msg("{0} {1} finds no text for a key, which is not computed here.", c.op(), c.name()));
  Shape out = rows;
  out.dims[0] = static_cast<Dim>(found.size());
  const std::size_t data[] = {2};
  ARA_TRY(moveElements(c, data, {out}, [&](Elements& e) {
    const std::size_t row = keys->empty() ? 0 : e.in[0].size() / keys->size();
    for (std::size_t i = 0; i < found.size(); ++i)
      if (found[i] >= 0)
        std::copy_n(e.in[0].begin() + found[i] * static_cast<std::ptrdiff_t>(row), row,
                    e.out[0].begin() + static_cast<std::ptrdiff_t>(i * row));
    return true;
  }));
  if (c.results.size() < 2) c.results.resize(2);
  ARA_TRY(c.makeResult(1, DataType::u8, Shape::of({static_cast<Dim>(found.size())})));
  for (std::size_t i = 0; i < found.size(); ++i) c.out<std::uint8_t>(1)[i] = found[i] >= 0;
  return {};
}

Status evaluateEmbeddingLookupSparse(EvalContext& c) {
  ARA_TRY(wantInputs(c, 5));
  const auto ids = integersOf(c.inputs[0]), places = integersOf(c.inputs[1]), dense = integersOf(c.inputs[2]);
  const Shape table = c.inputs[4].shape;
  const std::string combiner = c.attrString("combiner", "SUM");
  if (!ids || !places || !dense || dense->empty() || table.rank() < 1 || !isFloats(c.inputs[3], ids->size()) ||
      c.inputs[4].type != DataType::f32 || places->size() != ids->size() * dense->size())
    return unlike(c);
  Shape out = Shape::scalar();
  for (std::size_t i = 0; i + 1 < dense->size(); ++i) out.dims.push_back((*dense)[i]);
  std::uint64_t width = 1;
  for (std::size_t i = 1; i < table.rank(); ++i) {
    out.dims.push_back(table.dims[i]);
    width *= static_cast<std::uint64_t>(table.dims[i]);
  }
  if (std::ranges::any_of(out.dims, [](Dim d) { return d < 0; })) return unlike(c);
  ARA_TRY(c.makeResult(0, DataType::f32, out));
  const auto y = c.out<float>(0);
  const auto rows = c.in<float>(4), weights = c.in<float>(3);
  // One row of the result for each place but its last axis.
  const std::size_t buckets = width ? y.size() / width : 0;
  std::vector<double> total(buckets), squares(buckets);
  for (std::size_t i = 0; i < ids->size() && buckets > 0; ++i) {
    std::size_t bucket = 0;
    for (std::size_t k = 0; k + 1 < dense->size(); ++k) {
      const std::int64_t at = (*places)[i * dense->size() + k];
      if (at < 0 || at >= (*dense)[k]) return unlike(c);
      bucket = bucket * static_cast<std::size_t>((*dense)[k]) + static_cast<std::size_t>(at);
    }
    if ((*ids)[i] < 0 || (*ids)[i] >= table.dims[0]) return unlike(c);
    const float w = weights[i];
    for (std::size_t k = 0; k < width; ++k)
      y[bucket * width + k] += w * rows[static_cast<std::size_t>((*ids)[i]) * width + k];
    total[bucket] += double(w);
    squares[bucket] += double(w) * double(w);
  }
  for (std::size_t b = 0; b < buckets && combiner != "SUM"; ++b) {
    const double by = combiner == "MEAN" ? total[b] : std::sqrt(squares[b]);
    for (std::size_t k = 0; k < width && by > 0; ++k) y[b * width + k] /= float(by);
  }
  return {};
}

Status evaluateSkipGram(EvalContext& c) {
  constexpr std::size_t kMostGrams = std::size_t{1} << 20;
  if (c.inputs.empty() || c.inputs[0].type != DataType::string) return unlike(c);
  const Bytes bytes = c.inputs[0].data.bytes;
  const auto count = tryLoad<std::int32_t>(bytes, 0), from = tryLoad<std::int32_t>(bytes, 4),
             to = tryLoad<std::int32_t>(bytes, 8);
  if (!count || *count != 1 || !from || !to || *from < 0 || *to < *from) return unlike(c);
  const auto text = subspan(bytes, static_cast<std::uint64_t>(*from), static_cast<std::uint64_t>(*to - *from));
  if (!text) return unlike(c);
  std::vector<std::string_view> words;
  const std::string_view all = textOf(*text);
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find(' ', at), all.size());
    if (end > at) words.push_back(all.substr(at, end - at));
    at = end + 1;
  }
  const std::int64_t size = c.attrInt("ngram_size"), skip = c.attrInt("max_skip_size");
  const bool shorter = c.attrBool("include_all_ngrams");
  if (size < 1 || size > 64 || skip < 0) return unlike(c);
  // Depth first: a group grows by the next word in reach as long as there is one, is given out, and falls back.
  std::vector<std::string> grams;
  std::vector<std::int64_t> group(static_cast<std::size_t>(size), 0);
  const auto wordCount = static_cast<std::int64_t>(words.size());
  for (std::int64_t depth = wordCount ? 1 : -1; depth >= 0;) {
    const auto d = static_cast<std::size_t>(depth);
    const bool grows = depth < size && group[d] + 1 < wordCount && (depth == 0 || group[d] - group[d - 1] <= skip);
    if (grows) {
      ++group[d];
      if (++depth < size) group[static_cast<std::size_t>(depth)] = group[static_cast<std::size_t>(depth - 1)];
      continue;
    }
    if (depth > 0 && (shorter || depth == size)) {
      std::string& gram = grams.emplace_back();
      for (std::size_t i = 0; i < d; ++i)
        gram += (i ? " " : "") + std::string(words[static_cast<std::size_t>(group[i])]);
      if (grams.size() > kMostGrams)
        return c.refuse(msg("{0} {1} makes more than {2} groups.", c.op(), c.name(), kMostGrams));
    }
    --depth;
  }
  std::vector<std::byte> out(8 + 4 * grams.size());
  const auto put = [&](std::size_t word, std::size_t value) {
    const auto v = static_cast<std::int32_t>(value);
    std::memcpy(out.data() + 4 * word, &v, sizeof v);
  };
  put(0, grams.size());
  put(1, out.size());
  for (std::size_t i = 0; i < grams.size(); ++i) {
    const Bytes b = std::as_bytes(std::span(grams[i]));
    out.insert(out.end(), b.begin(), b.end());
    put(i + 2, out.size());
  }
  c.results.resize(std::max<std::size_t>(1, c.results.size()));
  c.results[0] = {DataType::string, Shape::of({static_cast<Dim>(grams.size())}), std::move(out)};
  return {};
}

} // namespace ara::ops::tfl
