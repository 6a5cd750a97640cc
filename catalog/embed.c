#include "catalog.h"

static const unsigned char gpu[] = {
#embed "gpu.yml"
};
static const unsigned char hardware[] = {
#embed "hardware.yml"
};
static const unsigned char kubernetes[] = {
#embed "kubernetes.yml"
};
static const unsigned char network[] = {
#embed "network.yml"
};
static const unsigned char rules[] = {
#embed "rules.yml"
};
static const unsigned char security[] = {
#embed "security.yml"
};
static const unsigned char services[] = {
#embed "services.yml"
};
static const unsigned char sources[] = {
#embed "sources.yml"
};
static const unsigned char storage[] = {
#embed "storage.yml"
};
static const unsigned char systems[] = {
#embed "systems.yml"
};
static const unsigned char virtualization[] = {
#embed "virtualization.yml"
};

#define FILE_NAMED(name) {#name ".yml", name, sizeof name}

static const catalog_file files[] = {
    FILE_NAMED(gpu),      FILE_NAMED(hardware), FILE_NAMED(kubernetes), FILE_NAMED(network),
    FILE_NAMED(rules),    FILE_NAMED(security), FILE_NAMED(services),   FILE_NAMED(sources),
    FILE_NAMED(storage),  FILE_NAMED(systems),  FILE_NAMED(virtualization),
};
const catalog_file *const catalog_files = files;
const size_t catalog_file_count = sizeof files / sizeof files[0];
