// The runner itself: a case that is wrong must be found wrong.
#include "support/case_runner.h"

#include <gtest/gtest.h>

namespace ara::test {
namespace {

const std::string kModel =
    "graph (%x: f32[2]) {\n  %a = tf.Identity(%x) : f32[2]\n  %y = tf.Relu(%a) : f32[2]\n  return %y\n}\n";

std::string only(const std::string& text) {
  const auto complaints = runCases(text);
  return complaints.size() == 1 ? complaints[0] : std::to_string(complaints.size()) + " complaints";
}

TEST(CaseRunner, AcceptsWhatIsTrue) {
  EXPECT_TRUE(runCases("# RUN: opt --pass remove_identity\n" + kModel +
                       "# CHECK: %y = tf.Relu(%x)\n# CHECK-NEXT: return %y\n# CHECK-NOT: Identity\n# CHANGED: yes\n")
                  .empty());
  EXPECT_TRUE(runCases("# RUN: opt\n" + kModel + "# CHECK: %y = tf.{{[A-Z][a-z]+}}(%a)\n# CHANGED: no\n").empty());
}

TEST(CaseRunner, FindsALineThatIsMissing) {
  EXPECT_NE(only("# RUN: opt\n" + kModel + "# CHECK: tf.Tanh\n").find("line 7: not found: tf.Tanh"), std::string::npos);
}

TEST(CaseRunner, KeepsTheOrderOfLines) {
  EXPECT_NE(only("# RUN: opt\n" + kModel + "# CHECK: tf.Relu\n# CHECK: tf.Identity\n").find("line 8"),
            std::string::npos);
  EXPECT_NE(only("# RUN: opt\n" + kModel + "# CHECK: tf.Identity\n# CHECK-NEXT: return\n").find("line 8"),
            std::string::npos);
}

TEST(CaseRunner, FindsWhatShouldNotBeThere) {
  EXPECT_NE(only("# RUN: opt\n" + kModel + "# CHECK: tf.Relu\n# CHECK-NOT: return\n").find("line 8: found"),
            std::string::npos);
  EXPECT_TRUE(runCases("# RUN: opt\n" + kModel + "# CHECK: tf.Relu\n# CHECK-NOT: tf.Identity\n").empty())
      << "it stands before";
}

TEST(CaseRunner, FindsAWrongClaimOfChange) {
  EXPECT_NE(only("# RUN: opt\n" + kModel + "# CHANGED: yes\n").find("changed is no"), std::string::npos);
  EXPECT_NE(only("# RUN: opt --pass remove_identity\n" + kModel + "# CHANGED: no\n").find("changed is yes"),
            std::string::npos);
}

TEST(CaseRunner, WantsEveryErrorExpected) {
  EXPECT_NE(only("# RUN: opt\ngraph () {\n  %y = tf.Relu(%q)\n  return %y\n}\n# CHANGED: no\n")
                .find("not expected: Line 3: %q"),
            std::string::npos);
  EXPECT_TRUE(
      runCases("# RUN: opt\ngraph () {\n  %y = tf.Relu(%q)\n  return %y\n}\n# ERROR: %q is not defined\n").empty());
  EXPECT_NE(only("# RUN: opt\n" + kModel + "# ERROR: something\n").find("nothing says"), std::string::npos);
}

TEST(CaseRunner, NamesUnknownPassesAndFlagsAndEmptyCases) {
  EXPECT_NE(only("# RUN: opt --pass nope\n" + kModel + "# CHANGED: no\n").find("There is no pass nope."),
            std::string::npos);
  EXPECT_NE(only("# RUN: opt --fast\n" + kModel + "# CHANGED: no\n").find("--fast"), std::string::npos);
  EXPECT_NE(only("# RUN: opt\n" + kModel).find("expects nothing"), std::string::npos);
  EXPECT_NE(only(kModel + "# CHANGED: no\n").find("no RUN"), std::string::npos);
}

TEST(CaseRunner, RunsEveryCaseOfAFile) {
  const std::string good = "# RUN: opt\n" + kModel + "# CHECK: tf.Relu\n";
  EXPECT_TRUE(runCases(good + "# ----\n" + good).empty());
  EXPECT_NE(only(good + "# ----\n# RUN: opt\n" + kModel + "# CHECK: tf.Tanh\n").find("line 15"), std::string::npos);
}

TEST(CaseRunner, UpdatesStructureAndLeavesNumbers) {
  std::vector<std::string> left;
  const std::string stale =
      "# Why.\n# RUN: opt --pass remove_identity\n" + kModel + "# CHECK: tf.Tanh\n# CHANGED: no\n";
  const std::string fresh = updatedCases(stale, left);
  EXPECT_TRUE(left.empty());
  EXPECT_TRUE(runCases(fresh).empty()) << fresh;
  EXPECT_TRUE(fresh.starts_with("# Why.\n"));

  const std::string numbers = "# RUN: opt --pass fold_constants\ngraph () {\n  %a = const f32[1] = [2.0]\n  %y = "
                              "tf.Neg(%a) : f32[1]\n  return %y\n}\n"
                              "# CHECK: const f32[1] = [7.0]\n";
  EXPECT_EQ(updatedCases(numbers, left), numbers);
  EXPECT_EQ(left.size(), 1u);
}

} // namespace
} // namespace ara::test
