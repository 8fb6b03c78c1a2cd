//! The program: runs a command and ends with its exit code.

fn main() {
    std::process::exit(wijkwijzer::command::run::run() as i32);
}
