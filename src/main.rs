//! The `briefing` program: calls the command line, prints one error line, sets the exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    briefing::cli::main()
}
