//! Two words to the linker, so that who opens a note of 10 KB waits for less and holds less in memory. Neither changes
//! what the program does; where they are not known to work, they are left out.
//!
//! The addresses the loader sets right at each start are packed (`DT_RELR`), where the system this is
//! built on can unpack them: glibc does since 2.36. There are 17,000 of them, most in tables of words and of names of
//! characters: 24 bytes each, or one bit.
//!
//! Code that is seldom run is put together, as `seldom.ld` says it, by the linkers that take such a script: those that Rust and
//! GNU bring along. Whoever asks for another linker gets its own order.

use std::{env, process::Command};

/// In what order the program's code stands.
const ORDER: &str = "src/seldom.ld";

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed={ORDER}");
    let is = |name: &str, wanted: &str| env::var(name).is_ok_and(|value| value == wanted);
    let is_here = env::var("HOST").ok() == env::var("TARGET").ok();
    let is_gnu = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if !is_here || !is_gnu {
        return;
    }
    if glibc().is_some_and(|version| version >= (2, 36)) {
        // A linker that does not know the word says so and goes on.
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_ARCH", "x86_64") && !has_own_linker() {
        println!("cargo::rustc-link-arg-bins=-T{root}/{ORDER}");
    }
}

/// Does whoever builds this say anything about linking?
fn has_own_linker() -> bool {
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    env::var_os("RUSTC_LINKER").is_some() || flags.contains("link")
}

/// The version of this system's glibc; `None` where it cannot be told.
fn glibc() -> Option<(u32, u32)> {
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output();
    let told = String::from_utf8(told.ok()?.stdout).ok()?;
    let (major, minor) = told.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.split('.').next()?.parse().ok()?))
}
