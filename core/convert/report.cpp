#include "convert/report.h"

#include "formats/tflite/runtime_versions.h"

#include <nlohmann/json.hpp>

namespace ara::convert {

using Json = nlohmann::ordered_json;

std::string_view outcomeWord(Outcome o) {
  switch (o) {
  case Outcome::converts: return "converts";
  case Outcome::fuses: return "fuses";
  case Outcome::folds: return "folds away";
  case Outcome::dropped: return "dropped";
  case Outcome::refused: return "refused";
  }
  return "";
}

VerdictCounts countVerdicts(std::span<const Verdict> verdicts) {
  VerdictCounts n;
  for (const Verdict& v : verdicts) switch (v.outcome) {
    case Outcome::converts: ++n.converts; break;
    case Outcome::fuses: ++n.fuses; break;
    case Outcome::folds: ++n.folds; break;
    case Outcome::dropped: ++n.dropped; break;
    case Outcome::refused: ++n.refused; break;
    }
  return n;
}

namespace {

Json errorJson(const Error& e) {
  Json j{{"subject", e.subject}, {"finding", e.finding.text()}};
  if (!e.remedy.empty()) j["remedy"] = e.remedy.text();
  return j;
}

Json rowJson(const Conversion& c, const quantize::Row& r) {
  Json j{{"tensor", c.model.tensorName(c.model.graph(r.graph), r.tensor)},
         {"before", ir::longName(r.before)},
         {"after", ir::longName(r.after)},
         {"bytes_before", r.bytesBefore},
         {"bytes_after", r.bytesAfter}};
  if (r.sqnr) j["sqnr_db"] = *r.sqnr;
  if (r.scale) j["scale"] = *r.scale;
  if (!r.why.empty()) j["why"] = r.why.text();
  return j;
}

} // namespace

std::vector<Message> recognisedLayers(const ir::Journal& journal) {
  std::vector<Message> out;
  for (const ir::Rewrite& r : journal.rewrites)
    if ((r.rule == "fuse_recurrent" || r.rule == "roll_unrolled") && !r.reason.empty()) out.push_back(r.reason);
  return out;
}

std::string reportJson(const ir::Model& source, const Conversion& c) {
  Json j;
  j["source"] = {{"path", source.origin.path}, {"format", source.origin.format}, {"bytes", source.origin.bytes},
                 {"nodes", source.graph().liveNodeCount()}};
  j["settings"] = Json::parse(toJson(c.settings), nullptr, false);
  j["command"] = commandLine(c.settings);
  for (const ir::PassRun& p : c.journal.passes)
    j["passes"].push_back({{"pass", p.name}, {"before", p.nodesBefore}, {"after", p.nodesAfter}, {"changed", p.rewrites}, {"ms", p.milliseconds}});
  const VerdictCounts n = countVerdicts(c.verdicts);
  j["counts"] = {{"converts", n.converts}, {"fuses", n.fuses}, {"folds", n.folds}, {"dropped", n.dropped}, {"refused", n.refused}};
  j["refused"] = Json::array();
  for (const Error& e : c.refused) j["refused"].push_back(errorJson(e));
  j["verdicts"] = Json::array();
  for (const Verdict& v : c.verdicts) {
    const ir::Node& node = source.graph()[v.node];
    Json one{{"node", source.names[node.name]}, {"op", source.shortOpName(node)}, {"verdict", outcomeWord(v.outcome)}};
    if (!v.into.empty()) one["into"] = v.into;
    if (!v.reason.empty()) one["reason"] = v.reason.text();
    if (!v.remedy.empty()) one["remedy"] = v.remedy.text();
    j["verdicts"].push_back(std::move(one));
  }
  if (!c.rows.empty()) {
    j["tensors"] = Json::array();
    for (const quantize::Row& r : c.rows) j["tensors"].push_back(rowJson(c, r));
  }
  if (c.refused.empty()) {
    j["result"] = {{"bytes", c.file.size()}, {"operators", c.model.graph().liveNodeCount()}};
    if (const auto needed = formats::tflite::neededRelease(c.model)) j["result"]["min_runtime"] = needed->text();
  }
  if (const auto layers = recognisedLayers(c.journal); !layers.empty())
    for (const Message& m : layers) j["layers"].push_back(m.text());
  j["cpu_ms"] = c.milliseconds;
  if (c.checkMilliseconds > 0) j["check_ms"] = c.checkMilliseconds;
  return j.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace ara::convert
