//! Has the linker pack the addresses the loader sets right at each start (`DT_RELR`), where the
//! system this is built on can unpack them: glibc does since 2.36. Elsewhere it changes nothing.
//!
//! There are 17,000 of them, most in tables of words and of names of characters: 24 bytes each,
//! read in full by whoever opens a note of 10 KB, or one bit each.

use std::{env, process::Command};

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    let is = |name: &str, wanted: &str| env::var(name).is_ok_and(|value| value == wanted);
    let is_here = env::var("HOST").ok() == env::var("TARGET").ok();
    let is_gnu = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if is_here && is_gnu && glibc().is_some_and(|version| version >= (2, 36)) {
        // A linker that does not know the word says so and goes on.
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The version of this system's glibc; `None` where it cannot be told.
fn glibc() -> Option<(u32, u32)> {
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output();
    let told = String::from_utf8(told.ok()?.stdout).ok()?;
    let (major, minor) = told.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.split('.').next()?.parse().ok()?))
}
