// The command line of toco, the converter people followed tutorials for: what it asks for, as our settings, and one
// true sentence for every flag that means nothing here or is not there.
//
//   const auto run = parseToco({"--input_file=a.pb", "--output_file=a.tflite", "--input_arrays=x", ...});
#pragma once

#include "base/error.h"
#include "convert/settings.h"

#include <span>

namespace ara::convert {

struct TocoRun {
  enum class Format : std::uint8_t { graphdef, tflite, dot };
  std::string inputFile, outputFile, graphvizDir;
  Format input = Format::graphdef, output = Format::tflite;
  Settings settings;
  bool anyShapes = false;        // --input_shapes was given
  std::vector<Diagnostic> notes; // notes: what a flag does here; warnings: what it would have done and does not
};

// Errors: BadArgument for flags that toco does not have, values it does not take, and what it could not do either; each
// says what to give instead.
Result<TocoRun> parseToco(std::span<const std::string> args);

} // namespace ara::convert
