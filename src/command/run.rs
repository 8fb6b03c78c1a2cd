//! The program from its arguments to its exit code. Knows which command is meant, and nothing of what it does.

use crate::command::args::{Command, typed};
use crate::command::build::build;
use crate::command::bundle::bundle;
use crate::command::check::check;
use crate::command::exit_code::ExitCode;
use crate::command::search::search;
use crate::command::serve::serve;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments = match typed() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    match std::panic::catch_unwind(|| command(arguments.command)) {
        Ok(code) => code,
        Err(_) => {
            eprintln!("wijkwijzer: this is a fault in the program; please report it with the text above");
            ExitCode::Internal
        }
    }
}

fn command(command: Command) -> ExitCode {
    let common = match &command {
        Command::Build(build) => &build.common,
        Command::Bundle(bundle) => &bundle.common,
        Command::Check(common) => common,
        Command::Serve(serve) => &serve.common,
        Command::Search(search) => &search.common,
    };
    if let Some(threads) = common.threads {
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    match command {
        Command::Build(arguments) => build(&arguments),
        Command::Bundle(arguments) => bundle(&arguments),
        Command::Check(arguments) => check(&arguments),
        Command::Serve(arguments) => serve(&arguments),
        Command::Search(arguments) => search(&arguments),
    }
}
