// The models that come with the program, to try it with.
#pragma once

#include <QString>

#include <vector>

namespace ara::ui {

struct Sample {
  QString file; // whole path; empty when it was not found
  QString title, text;
};
std::vector<Sample> samples(); // in the language in force; those that are there

// Where they lie: ../share/aracari/samples beside the program, else in the source.
QString samplesFolder();

} // namespace ara::ui
