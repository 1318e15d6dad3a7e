// Parsing of types, constants and attribute values of the text form.
#pragma once

#include "ir/edit.h"
#include "ir/text_lexer.h"

namespace ara::ir {

struct ParsedType {
  DataType type = DataType::none;
  Shape shape;
  DataType handleType = DataType::none;
  Shape handleShape;
  std::optional<Quantization> quant;
  bool variable = false, noShape = false;
};

class ValueParser {
public:
  ValueParser(Lexer& lexer, Model& model) : x(lexer), m(model) {}
  Result<ParsedType> type();
  Result<BufferId> payload(DataType type, const Shape& shape); // after '='
  Result<AttrList> attrs();                                    // after '{'
  Result<double> number();
  Result<std::int64_t> integer();

private:
  Result<Shape> shape();
  Result<GraphId> graphNumber(); // after "graph"
  Result<AttrValue> value(int depth);
  Result<AttrValue> list(std::string_view word, int depth);
  Result<AttrList> attrsAt(int depth);
  Lexer& x;
  Model& m;
};

} // namespace ara::ir
