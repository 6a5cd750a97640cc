#include "theme.h"

// Each file of the theme: one array here, one row in the table below. A test holds the table to
// what lies in the folder.

static const unsigned char layout[] = {
#embed "templates/layout.mustache"
};
static const unsigned char listing[] = {
#embed "templates/listing.mustache"
};
static const unsigned char overview[] = {
#embed "templates/overview.mustache"
};
static const unsigned char document[] = {
#embed "templates/document.mustache"
};
static const unsigned char case_study[] = {
#embed "templates/case.mustache"
};
static const unsigned char architecture[] = {
#embed "templates/architecture.mustache"
};
static const unsigned char evidence[] = {
#embed "templates/evidence.mustache"
};
static const unsigned char search_page[] = {
#embed "templates/search.mustache"
};
static const unsigned char missing[] = {
#embed "templates/missing.mustache"
};
static const unsigned char style[] = {
#embed "docgen.css"
};
static const unsigned char theme_script[] = {
#embed "theme.js"
};
static const unsigned char page_script[] = {
#embed "docgen.js"
};
static const unsigned char token_script[] = {
#embed "tokens.js"
};
static const unsigned char search_script[] = {
#embed "search.js"
};
static const unsigned char icon[] = {
#embed "icon.svg"
};

static const theme_file files[] = {
    {"templates/layout.mustache", layout, sizeof layout},
    {"templates/listing.mustache", listing, sizeof listing},
    {"templates/overview.mustache", overview, sizeof overview},
    {"templates/document.mustache", document, sizeof document},
    {"templates/case.mustache", case_study, sizeof case_study},
    {"templates/architecture.mustache", architecture, sizeof architecture},
    {"templates/evidence.mustache", evidence, sizeof evidence},
    {"templates/search.mustache", search_page, sizeof search_page},
    {"templates/missing.mustache", missing, sizeof missing},
    {"docgen.css", style, sizeof style},
    {"theme.js", theme_script, sizeof theme_script},
    {"docgen.js", page_script, sizeof page_script},
    {"tokens.js", token_script, sizeof token_script},
    {"search.js", search_script, sizeof search_script},
    {"icon.svg", icon, sizeof icon},
};

const size_t theme_file_count = sizeof files / sizeof files[0];

theme_file theme_file_at(size_t index) { return files[index]; }
