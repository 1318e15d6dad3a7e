// Numbers, sizes and times as the window writes them, in the language in force.
#pragma once

#include <QString>

#include <cstdint>

class QDateTime;

namespace ara::ui {

QString number(std::uint64_t n);                            // 6,862
QString sizeText(std::uint64_t bytes);                      // prose: "900 B", "195 kB", "1.39 MB" (1000)
QString exactBytes(std::uint64_t bytes);                    // "195,296 B"
QString timeText(double milliseconds);                      // "3 ms", "0.09 s", "12 s"
QString percentText(double share);                          // "72 %"
QString dayText(const QDateTime& at, const QDateTime& now); // "today 10:42", "yesterday", "12 Nov", "3 Nov 2024"

} // namespace ara::ui
