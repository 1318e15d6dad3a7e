// Small GraphDefs for tests, written as text.
//
//   const ir::Model m = readText(R"(node { name: "x" op: "Placeholder" })");
#pragma once

#include "formats/graphdef/graphdef.h"
#include "schema/tensorflow.pb.h"

#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace ara::test {

template<class M> M messageOf(const std::string& text) {
  M message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

// libprotobuf complains on standard error about names that are no UTF-8; tests make them on purpose.
inline std::string serialized(const google::protobuf::Message& message) {
  const google::protobuf::LogSilencer silent;
  return message.SerializeAsString();
}
inline std::string binaryOf(const std::string& text) { return serialized(messageOf<proto::GraphDef>(text)); }

// Keeps the bytes alive as long as the model.
inline Result<ir::Model> tryRead(Task& task, std::string binary, const std::string& name = "test.pb") {
  auto kept = std::make_shared<const std::string>(std::move(binary));
  return formats::graphdef::readBytes(task, bytesOf(*kept), kept, name);
}

inline ir::Model readText(const std::string& text) {
  Task task;
  Result<ir::Model> model = tryRead(task, binaryOf(text));
  EXPECT_TRUE(model) << (model ? "" : model.error().text());
  return model ? *std::move(model) : ir::Model();
}

inline Error refusal(std::string binary) {
  Task task;
  const Result<ir::Model> model = tryRead(task, std::move(binary));
  EXPECT_FALSE(model);
  return model ? Error() : model.error();
}

inline ir::NodeId nodeNamed(const ir::Model& m, std::string_view name, ir::GraphId graph = ir::GraphId(0)) {
  for (const ir::NodeId n : m.graph(graph).nodeIds())
    if (m.names[m.graph(graph)[n].name] == name) return n;
  ADD_FAILURE() << "no node " << name;
  return {};
}

// Names of the tensors a node reads.
inline std::vector<std::string> operandNames(const ir::Model& m, ir::NodeId n, ir::GraphId graph = ir::GraphId(0)) {
  std::vector<std::string> names;
  for (const ir::TensorId t : m.graph(graph).operands(n)) names.push_back(m.tensorName(m.graph(graph), t));
  return names;
}

template<class T> std::vector<T> valuesOf(const ir::Model& m, std::string_view constant) {
  const ir::Tensor& t = m.graph()[m.graph().result(nodeNamed(m, constant))];
  const auto data = m.data(t.buffer);
  EXPECT_TRUE(data);
  std::vector<T> out;
  for (std::size_t i = 0; data && i < data->bytes.size() / sizeof(T); ++i) out.push_back(data->load<T>(i));
  return out;
}

} // namespace ara::test
