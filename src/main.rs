//! The program: runs a command and ends with its exit code. The one home of mimalloc.

/// A build makes and drops many small texts on several threads. The allocator of the system takes a
/// quarter of the time for that, and far more where the C library is musl.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    std::process::exit(wijkwijzer::command::run::run() as i32);
}
