// An attribute as one line for people.
#pragma once

#include "ir/attr.h"

#include <QString>

namespace ara::ui {
QString attributeText(const ir::AttrValue& value);
} // namespace ara::ui
