// The graph of a document, drawn by one widget. Shows, selects (through Document::selection()), picks inputs and
// outputs (through the verbs of Document) and walks by keyboard; everything else reaches it through the slots below.
//
//   auto* canvas = new GraphCanvas(document, Side::source, this);
//   connect(searchField, &QLineEdit::textChanged, canvas, &GraphCanvas::setSearch);
//   connect(canvas, &GraphCanvas::zoomChanged, this, ...);
//
// The picture is laid out off the GUI thread; until it is there the last one stays, or a sentence says what is going
// on.
#pragma once

#include "ui/canvas/legend.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/painting.h"
#include "ui/canvas/picking.h"
#include "ui/canvas/search.h"
#include "ui/document/document.h"

#include <QElapsedTimer>
#include <QHash>
#include <QPixmap>
#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

class QMenu;

namespace ara::ui {

class GraphCanvas : public QWidget {
  Q_OBJECT
  Q_PROPERTY(bool animationsEnabled READ animationsEnabled WRITE setAnimationsEnabled)
public:
  enum class Pick : std::uint8_t { input, output };

  GraphCanvas(Document& document, Side side, QWidget* parent = nullptr);
  ~GraphCanvas() override;

  Document& document() const { return m_document; }
  Side side() const { return m_side; }
  const Scene& scene() const { return m_ready->scene; }
  const HitIndex& index() const { return m_ready->index; }
  const Marks& marks() const { return m_marks; }
  const Camera& camera() const { return m_camera; }
  bool isReady() const { return m_ready->scene.placed; }
  const PaintStats& lastPaint() const { return m_stats; } // of the last time the scene was painted anew
  double lastPaintMilliseconds() const { return m_paintMs; }

  int zoomPercent() const;
  QString statusText() const; // "1 node selected"
  bool animationsEnabled() const { return m_animationsEnabled; }
  void setAnimationsEnabled(bool on) { m_animationsEnabled = on; }

  // The model shown, or null.
  const ir::Model* model() const;
  ir::GraphId graphId() const { return m_graphId; }
  void setGraph(ir::GraphId graph);

  // Repeats: folded into one copy each, or all drawn.
  bool hasRepeats() const; // worth folding
  bool isFolded() const { return foldsAnything(m_folding); }
  FoldFacts folded() const { return m_foldFacts; }

  // What is found in it.
  const QString& search() const { return m_search; }
  std::size_t searchHits() const { return m_hits.size(); }

  bool isPicking() const { return m_picking; }
  Pick pickMode() const { return m_pickMode; }
  std::uint32_t hovered() const { return m_hover; }
  std::uint32_t currentSegment() const; // the active item, or kNoIndex
  QRectF viewRectOf(std::uint32_t segment) const { return m_camera.toView(scene().rectOf(segment)); }
  std::uint32_t segmentAt(QPointF viewPoint) const;
  Item itemOf(std::uint32_t segment) const;
  std::uint32_t segmentOf(const Item& item) const;
  QString sentenceOf(std::uint32_t segment) const; // for screen readers and the hover card's test
  std::vector<std::uint32_t> visibleSegments(std::size_t atMost) const;

  // A picture of the view, or of the whole graph when `size` has another form than the widget.
  QImage render(QSize size, qreal dpr) const;

public Q_SLOTS:
  void fit();
  void fitSelection();
  void zoomIn();
  void zoomOut();
  void zoom100();
  void reveal(const ara::ui::Item& item); // moves as little as it must; the selection is not touched
  void setSearch(const QString& text);
  void findNext();
  void findPrevious();
  void selectAllHits();
  void setHighlight(const std::vector<ara::ir::NodeId>& nodes); // empty: none
  void setPicking(bool on);
  void setPickMode(ara::ui::GraphCanvas::Pick mode);
  void copyPicture();
  void copyNames();
  void setMinimapVisible(bool on);
  void setFolded(bool on);
  void stepFolded(int by);        // another copy of the repeat that is selected, of all when none is
  void setVerdictsShown(bool on); // on every box; refusals, and all beyond 160 %, are shown without asking

Q_SIGNALS:
  void zoomChanged(int percent);
  void hoverText(const QString& text); // one line about what is under the pointer; empty when nothing is
  void statusChanged(const QString& text);
  void searchChanged(int current, int hits); // current counts from 1; 0 while none was visited
  void pickingChanged(bool on);
  void pickModeChanged(ara::ui::GraphCanvas::Pick mode);
  void findUsersRequested(ara::ir::NodeId node);
  void picked(const QString& name, bool input); // a pick was made here
  void ready();                                 // another picture is shown
  void foldingChanged();                        // hasRepeats(), isFolded(), folded()

protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

private:
  struct Ready { // all of one picture, made by the worker
    Scene scene;
    HitIndex index;
  };
  struct Inferred {
    ir::Shape shape;
    ir::DataType type = ir::DataType::none;
  };
  struct Chip { // a badge or an offer beside a box
    QRectF rect;
    std::uint32_t segment = kNoIndex;
    QString text;
    bool input = false, offer = false;
  };
  struct Ribbon { // the header that stays at the top, in the widget
    std::uint32_t group = kNoIndex;
    QRectF bar, previous, number, next, ticks;
  };
  enum class Drag : std::uint8_t { none, maybe, pan, band, minimap };

  // graph_canvas.cpp
  void rebuild(bool anotherGraph = true);
  std::vector<ir::NodeId> pickedNodes() const;
  QRectF firstInput() const;
  std::span<const analysis::Repeat> repeats() const;
  void setFolding(Folding folding, bool keepView);
  void showCopyOf(ir::NodeId node); // the step it belongs to
  void showStep(std::uint32_t repeat, std::int64_t step);
  std::uint32_t within(std::size_t repeat, std::int64_t step) const; // its copies
  bool standsForCopies(std::uint32_t segment) const {
    return scene().boxes[scene().segments[segment].box].group != kNoIndex;
  }
  std::uint32_t groupHeaderAt(QPointF viewPoint) const; // of the chevron; kNoIndex
  void present(std::shared_ptr<Ready> made, bool anotherGraph);
  void moveCamera(const Camera& to, bool animated);
  void applyCamera(const Camera& to);
  void invalidate(); // what lies below selection and hover must be painted anew
  bool hasGraph() const;

  // canvas_marks.cpp
  void updateMarks();
  void rebuildIfSplit();
  void updateSelection();
  void updateLit();
  void select(std::uint32_t segment, Qt::KeyboardModifiers modifiers);
  std::vector<std::uint32_t> segmentsOfSelection() const;
  void visitHit(int step);

  // canvas_paint.cpp
  View view(const Camera& camera, qreal dpr) const;
  NodeFacts factsOf(std::uint32_t segment) const;
  Inferred known(ir::TensorId tensor) const;
  ir::Shape shapeOf(ir::TensorId tensor) const { return known(tensor).shape; }
  void paintLayer(QPainter& painter);
  void paintOverlay(QPainter& painter);
  void paintChips(QPainter& painter);
  void paintPreview(QPainter& painter);
  void paintCard(QPainter& painter);
  void paintState(QPainter& painter); // no picture: a sentence
  std::vector<Chip> chips() const;

  // canvas_ribbon.cpp
  std::uint32_t groupInView() const;
  Ribbon ribbon() const;
  void paintRibbon(QPainter& painter);
  bool clickRibbon(QPointF at);

  // canvas_mouse.cpp
  void setHover(std::uint32_t segment);
  void showCard();
  void click(QMouseEvent* event);
  void selectBand();

  // canvas_keys.cpp
  bool walk(int key, Qt::KeyboardModifiers modifiers);
  void goTo(std::uint32_t segment);

  // canvas_picking.cpp
  void pickSegments(const std::vector<std::uint32_t>& segments, Pick kind, bool add);
  void pickTensor(ir::TensorId tensor, Pick kind, bool add);
  void unpick(std::uint32_t segment);
  void togglePick(std::uint32_t segment, bool add);
  void updatePreview();
  void buildMenu(QMenu& menu, std::uint32_t segment);

  Document& m_document;
  Side m_side;
  ir::GraphId m_graphId{std::size_t(0)};
  JobRunner m_jobs;
  std::shared_ptr<Ready> m_ready;
  std::shared_ptr<const convert::Conversion> m_shown; // result side: what the picture was made of
  std::unique_ptr<Picker> m_picker;
  quint64 m_generation = 0;
  bool m_building = false;
  QString m_buildError;

  Camera m_camera, m_from, m_to;
  QVariantAnimation m_motion;
  bool m_animationsEnabled = true, m_untouched = true; // untouched: a resize may choose the opening view again

  Marks m_marks;
  std::vector<std::uint32_t> m_selected, m_marked;
  QHash<QString, Inferred> m_inferred; // by tensor name, from the last check
  std::vector<ir::NodeId> m_alone;     // picked nodes: each has a box of its own
  Folding m_folding;
  FoldFacts m_foldFacts;
  bool m_openView = false;                         // the next picture is looked at from the start
  QHash<std::uint32_t, QString> m_reasons, m_into; // by segment

  QString m_search;
  SearchText m_searchText;
  std::vector<std::uint32_t> m_hits, m_highlight;
  int m_hit = -1;

  QPixmap m_layer;
  Camera m_layerCamera;
  QRectF m_layerArea;
  bool m_layerValid = false;
  PaintStats m_stats;
  double m_paintMs = 0;

  Legend m_legend;
  Minimap m_minimap;
  bool m_minimapOn = true, m_verdictsShown = false;

  std::uint32_t m_hover = kNoIndex;
  QPointF m_pointer;
  QTimer m_cardTimer;
  bool m_cardShown = false, m_overChip = false;

  Drag m_drag = Drag::none;
  QPointF m_pressed, m_last;
  QRectF m_band;
  bool m_spaceDown = false, m_keyboardFocus = false;

  bool m_picking = false;
  Pick m_pickMode = Pick::input;
  std::optional<Cut> m_preview;
};

} // namespace ara::ui
