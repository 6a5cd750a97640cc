// The C interface of cmark-gfm and of its extensions.

#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>

// Exported by the extensions library and set when the extensions are registered, but declared in
// no installed header.
extern cmark_node_type CMARK_NODE_STRIKETHROUGH;
extern cmark_node_type CMARK_NODE_TABLE;
extern cmark_node_type CMARK_NODE_TABLE_ROW;
extern cmark_node_type CMARK_NODE_TABLE_CELL;

// Read through functions, for Swift takes a mutable C variable to be unsafe to read. They change
// once, when the extensions are registered.
static inline cmark_node_type ccmark_strikethrough_type(void) { return CMARK_NODE_STRIKETHROUGH; }
static inline cmark_node_type ccmark_table_type(void) { return CMARK_NODE_TABLE; }
static inline cmark_node_type ccmark_table_row_type(void) { return CMARK_NODE_TABLE_ROW; }
static inline cmark_node_type ccmark_table_cell_type(void) { return CMARK_NODE_TABLE_CELL; }
