// What freeze, optimize and extract share: lists of names, and writing a GraphDef in the form its name asks for.
#pragma once

#include "app/cli/verb.h"

namespace ara::cli {

// "a,b" as two names, unless the model has a tensor of the whole name.
std::vector<std::string> namesIn(const std::vector<std::string>& given, const ir::Model& model);

bool asksForText(const std::string& path); // ends in .pbtxt
// Writes .pb, .pbtxt (by the name, when `text` does not say) or, for "-", text to standard output; tells on standard
// error what was written. The exit code.
int writeGraph(Task& task, const ir::Model& model, const std::string& path, std::optional<bool> text = {});

} // namespace ara::cli
