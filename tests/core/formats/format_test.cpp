// Opening by content: each kind of file that is no model gets one true sentence, and none is opened by its name.
#include "formats/format.h"
#include "schema/tensorflow.pb.h"
#include "support/paths.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <fstream>

namespace ara::test {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

class Open : public ::testing::Test {
protected:
  fs::path write(const std::string& name, std::string_view content) {
    const fs::path path = m_dir.path() / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  Error refusal(const std::string& name, std::string_view content) { return refusalOf(write(name, content)); }
  Error refusalOf(const fs::path& path) {
    Task task;
    const Result<ir::Model> m = formats::open(task, path);
    EXPECT_FALSE(m);
    return m ? Error() : m.error();
  }
  template<class M> static std::string binary(const std::string& text) {
    M message;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
    return message.SerializeAsString();
  }
  TempDir m_dir;
};

TEST_F(Open, SaysWhatAFileLooksLike) {
  const std::vector<std::tuple<std::string, std::string_view, std::string>> kTable{
      {"model.pb", "", "model.pb is empty."},
      {"notes.pb", "Things to do: convert the model.\n", "notes.pb is text, not a model."},
      {"model.tflite", "<!DOCTYPE html>\n<html><head><title>404</title></head></html>",
       "model.tflite is a web page, not a model."},
      {"model.pb", "version https://git-lfs.github.com/spec/v1\noid sha256:1\n",
       "model.pb is a Git LFS pointer: the model it stands for was not fetched."},
      {"m.h5", "\x89HDF\r\n\x1a\n....keras_version....", "m.h5 is damaged at its beginning."},
      {"m.keras", "PK\x03\x04....config.json....metadata.json", "m.keras is a damaged archive."},
      {"m.tflite", "PK\x03\x04....readme.txt", "m.tflite is a zip archive, not a model."},
      {"m.pb", "\x1f\x8b\x08...", "m.pb is compressed, not a model."},
      {"m.pb", "\x89PNG\r\n\x1a\n", "m.pb is a picture, not a model."},
      {"m.pb",
       "\x7f"
       "ELF..",
       "m.pb is a program, not a model."},
      {"m.pb", "\x93NUMPY\x01", "m.pb is a NumPy array, not a model."},
      {"m.onnx",
       "\x08\x07\x12\x07pytorch\x1a\x05"
       "1.9..",
       "m.onnx looks like an ONNX model; this program does not read ONNX."},
      {"checkpoint", "model_checkpoint_path: \"har.ckpt\"\n",
       "checkpoint lists the checkpoints of a folder; it is no model."},
      {"m.pb", "\0\0\0\0\0\0\0\0"sv, "m.pb begins with zeros only; its content was lost."},
      {"m.pb", "\xde\xad\xbe\xef\x01", "m.pb is no model this program knows: it begins with the bytes de ad be ef."},
  };
  for (const auto& [name, content, sentence] : kTable) {
    const Error e = refusal(name, content);
    EXPECT_EQ(e.finding.text(), sentence);
    EXPECT_FALSE(e.remedy.empty()) << sentence;
    EXPECT_EQ(fs::path(e.subject).filename(), name);
    EXPECT_TRUE(e.kind == ErrorKind::BadFile || e.kind == ErrorKind::Unsupported);
  }
}

TEST_F(Open, AMissingFileIsAnIoError) { EXPECT_EQ(refusalOf(m_dir.path() / "nothing.pb").kind, ErrorKind::Io); }

TEST_F(Open, AFolderWithoutASavedModelIsRefused) {
  fs::create_directory(m_dir.path() / "weights");
  EXPECT_EQ(refusalOf(m_dir.path() / "weights").finding.text(), "The folder weights holds no saved_model.pb and no checkpoint.");
  EXPECT_EQ(refusalOf(m_dir.path() / "weights/").finding.text(), "The folder weights holds no saved_model.pb and no checkpoint.");
}

TEST_F(Open, GoesByContentNotByName) {
  Task task;
  const fs::path path = write("graph.tflite", binary<proto::GraphDef>("node { name: 'x' op: 'Placeholder' }"));
  const Result<ir::Model> m = formats::open(task, path);
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(m->origin.format, "GraphDef");
  EXPECT_EQ(m->origin.path, path.string());
  EXPECT_EQ(m->origin.bytes, fs::file_size(path));
}

constexpr const char* kSaved = R"(
  saved_model_schema_version: 1
  meta_graphs { meta_info_def { tags: "train" } graph_def { node { name: "other" op: "Placeholder" } } }
  meta_graphs {
    meta_info_def { tags: "serve" stripped_op_list { op { name: "Mystery" output_arg { name: "first" } output_arg { name: "second" number_attr: "N" } } } }
    graph_def {
      node { name: "x" op: "Placeholder" }
      node { name: "y" op: "Mystery" input: "x" }
      node { name: "v" op: "VarHandleOp" }
      library { function { signature { name: "f" output_arg { name: "r" type: DT_FLOAT } } node_def { name: "m" op: "Mystery" } ret { key: "r" value: "m:second:1" } } }
    }
    signature_def { key: "serving_default" value {
      inputs { key: "in" value { name: "x:0" } } outputs { key: "out" value { name: "y:0" } } outputs { key: "lost" value { name: "z:0" } } } }
    signature_def { key: "__saved_model_init_op" value { outputs { key: "op" value { name: "x" } } } }
  })";

TEST_F(Open, SavedModelsByFolderOrFile) {
  write("saved/saved_model.pb", binary<proto::SavedModel>(kSaved));
  write("text/saved_model.pbtxt", kSaved);
  for (const fs::path& path : {m_dir.path() / "saved", m_dir.path() / "saved/saved_model.pb", m_dir.path() / "text"}) {
    Task task;
    const Result<ir::Model> m = formats::open(task, path);
    ASSERT_TRUE(m) << m.error().text();
    EXPECT_EQ(m->origin.format, "SavedModel");
    EXPECT_EQ(m->graph().nodeCount(), 3u) << "the graph tagged serve";
    ASSERT_EQ(m->signatures.size(), 1u) << "how to start the model is no signature";
    EXPECT_EQ(m->signatures[0].key, "serving_default");
    ASSERT_EQ(m->signatures[0].inputs.size(), 1u);
    EXPECT_EQ(m->tensorName(m->graph(), m->signatures[0].inputs[0].tensor), "x");
    EXPECT_EQ(m->signatures[0].outputs.size(), 1u);
    ASSERT_EQ(m->graphs.size(), 2u);
    EXPECT_EQ(m->graphs[1][m->graphs[1].outputs[0]].result, 2u) << "first, then second:0, second:1";
    std::string notes;
    for (const Diagnostic& d : task.notes()) notes += d.what.text() + "\n";
    EXPECT_NE(notes.find("holds 2 graphs; number 2, tagged for serving, is shown."), std::string::npos) << notes;
    EXPECT_NE(notes.find("lost of signature serving_default is z:0, which the graph does not hold."), std::string::npos)
        << notes;
    EXPECT_NE(notes.find("keeps its weights in variables"), std::string::npos) << notes;
  }
}

TEST_F(Open, MetaGraphs) {
  const std::string meta = binary<proto::MetaGraphDef>("meta_info_def { tags: 'serve' } graph_def { node { name: 'x' "
                                                       "op: 'Placeholder' } } saver_def { restore_op_name: 'r' }");
  Task task;
  const Result<ir::Model> m = formats::open(task, write("har.meta", meta));
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(m->origin.format, "MetaGraph");
  EXPECT_EQ(m->graph().nodeCount(), 1u);
}

TEST_F(Open, ATruncatedSavedModelSaysWhereItEnds) {
  const std::string whole = binary<proto::SavedModel>(kSaved);
  for (std::size_t n = 0; n < whole.size(); ++n) {
    const fs::path path = write("saved_model.pb", std::string_view(whole).substr(0, n));
    Task task;
    const Result<ir::Model> m = formats::open(task, path);
    if (!m) {
      EXPECT_FALSE(m.error().finding.empty());
      EXPECT_FALSE(m.error().remedy.empty()) << n << m.error().text();
    } else {
      EXPECT_TRUE(proto::SavedModel().ParseFromString(whole.substr(0, n))) << n;
    }
  }
}

TEST_F(Open, TheCollectionOpens) {
  SKIP_WITHOUT_SHARED();
  const fs::path models = *sharedDir() / "models";
  for (const char* path :
       {"public/savedmodel/half_plus_two", "public/savedmodel/multiple_signatures", "seed/har/savedmodel",
        "seed/cnn/savedmodel", "seed/har/har.ckpt.meta", "seed/har/frozen_har.pb", "public/graphdef/Basic_LSTM_S.pb",
        "public/graphdef/tf_graph_def.pb"}) {
    Task task;
    const Result<ir::Model> m = formats::open(task, models / path);
    EXPECT_TRUE(m) << path << ": " << (m ? "" : m.error().text());
  }
}

} // namespace
} // namespace ara::test
