// SPDX-License-Identifier: Apache-2.0
// The main function of every native test program. With Catch2 v3 it comes from the library.
#if !__has_include(<catch2/catch_test_macros.hpp>)
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
