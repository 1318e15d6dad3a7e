// The canvas for screen readers: one object, a child for each node in view, named by a sentence.
#pragma once

namespace ara::ui {

void installCanvasAccessibility(); // once; later calls do nothing

} // namespace ara::ui
