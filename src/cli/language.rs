//! The language of the terminal: what `--lang` says, else what the system speaks.

use std::ffi::OsString;
use std::sync::OnceLock;

use crate::text::{Lang, Message, Text};

static TERMINAL: OnceLock<Lang> = OnceLock::new();

/// Settles the language before anything is printed; help and errors of the arguments themselves need it too.
pub fn settle(args: &[OsString]) {
    let named = args.iter().enumerate().find_map(|(at, arg)| match arg.to_str()? {
        "--lang" => args.get(at + 1)?.to_str().map(str::to_owned),
        arg => arg.strip_prefix("--lang=").map(str::to_owned),
    });
    let lang = match named.as_deref() {
        Some("en") => Lang::En,
        Some("zh") => Lang::Zh,
        _ => of_system(),
    };
    TERMINAL.get_or_init(|| lang);
}

/// Chinese unless the system says that it speaks something else.
fn of_system() -> Lang {
    match sys_locale::get_locale() {
        Some(locale) if !locale.to_ascii_lowercase().starts_with("zh") && locale != "C" && locale != "POSIX" => {
            Lang::En
        }
        _ => Lang::Zh,
    }
}

/// The language of the terminal.
pub fn lang() -> Lang {
    TERMINAL.get().copied().unwrap_or_default()
}

/// A sentence in the language of the terminal.
pub fn say(zh: &'static str, en: &'static str) -> &'static str {
    Text::new(zh, en).get(lang())
}

/// A sentence with values in the language of the terminal.
pub fn tell(message: &Message) -> String {
    message.get(lang())
}
