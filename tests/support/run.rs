//! The program run to its end: what it prints, what it says, and its exit status.

use std::{
    ffi::OsStr,
    process::{Command, Output, Stdio},
};

/// The command that starts the program, from the folder of the repository.
pub fn program<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("NO_COLOR")
        .env("XDG_CONFIG_HOME", "/no/configuration")
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null());
    command
}

/// Runs the program with nothing on its standard input.
pub fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Output {
    program(arguments).output().unwrap()
}

/// What a run that succeeds prints; it says nothing.
pub fn printed<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> String {
    good(run(arguments))
}

/// What `output` prints, which must be that of a success.
pub fn good(output: Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*said), (Some(0), ""));
    String::from_utf8(output.stdout).unwrap()
}
