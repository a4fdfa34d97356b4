#include "cli/host.h"

int main(int argc, char** argv) {
  return plimsoll::run_here(argc, argv);
}
