#include "app/cli/tensor_table.h"

#include "base/strings.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ara::cli {

analysis::Comparison compareQuantized(const convert::Conversion& c) {
  return analysis::compare(c.beforeQuantize, c.bytesBefore, c.model, c.file.size(), quantize::changes(c.rows));
}

namespace {

std::string typeChange(const analysis::TensorRow& r) {
  if (r.after == ir::DataType::none) return std::string(ir::longName(r.before));
  if (r.before == r.after || r.before == ir::DataType::none) return std::string(ir::longName(r.after));
  return std::string(ir::longName(r.before)) + " -> " + std::string(ir::longName(r.after));
}

std::string scaleOrWhy(const analysis::TensorRow& r) {
  if (!r.scale) return printable(r.why.text(), 100);
  return r.scales > 1 ? fmt::format("{} scales up to {:.5g}", r.scales, *r.scale) : fmt::format("scale {:.5g}", *r.scale);
}

Table table(const analysis::Comparison& c, bool commas) {
  Table t{{"#", "tensor", "shape", "type", "before", "after", "ratio", "SQNR dB", "scale, or why not"},
          {true, false, false, false, true, true, true, true, false}, {}};
  std::vector<const analysis::TensorRow*> rows;
  for (const auto& r : c.rows) rows.push_back(&r);
  std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return a->bytesBefore > b->bytesBefore; });
  const auto bytes = [&](std::uint64_t n) { return commas ? withCommas(n) : std::to_string(n); };
  for (const auto* r : rows)
    t.rows.push_back({r->tensor ? std::to_string(r->tensor.value) : "-", printable(r->name, commas ? 60 : 4000), r->shape.text(), typeChange(*r),
                      r->constant ? bytes(r->bytesBefore) : "-", r->constant ? bytes(r->bytesAfter) : "-",
                      r->constant && r->bytesBefore && r->bytesBefore != r->bytesAfter
                          ? fmt::format("{:.0f} %", 100.0 * double(r->bytesAfter) / double(r->bytesBefore)) : "",
                      r->sqnr ? fmt::format("{:.1f}", *r->sqnr) : "", scaleOrWhy(*r)});
  return t;
}

} // namespace

std::string tensorTableText(const analysis::Comparison& c) {
  return table(c, true).text() +
         fmt::format("{} tensors: {} -> {} bytes of constants, {} -> {} of structure, names and scales; file {} -> {} bytes\n", c.rows.size(),
                     withCommas(c.before.constants), withCommas(c.after.constants), withCommas(c.before.structure),
                     withCommas(c.after.structure), withCommas(c.before.file), withCommas(c.after.file));
}

std::string tensorTableTsv(const analysis::Comparison& c) { return table(c, false).tsv(); }

std::string tensorTableJson(const analysis::Comparison& c) {
  nlohmann::ordered_json j;
  j["tensors"] = nlohmann::ordered_json::array();
  for (const auto& r : c.rows) {
    nlohmann::ordered_json one{{"name", r.name}, {"shape", r.shape.dims}, {"before", ir::longName(r.before)}, {"after", ir::longName(r.after)},
                               {"bytes_before", r.bytesBefore}, {"bytes_after", r.bytesAfter}, {"constant", r.constant}};
    if (r.sqnr) one["sqnr_db"] = *r.sqnr;
    if (r.scale) one["scale"] = *r.scale;
    if (!r.why.empty()) one["why"] = r.why.text();
    j["tensors"].push_back(std::move(one));
  }
  const auto totals = [](const analysis::SizeReport& s) {
    return nlohmann::ordered_json{{"file", s.file}, {"constants", s.constants}, {"structure", s.structure}};
  };
  j["before"] = totals(c.before);
  j["after"] = totals(c.after);
  return j.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace ara::cli
