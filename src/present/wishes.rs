//! What the person asked of every program by the settings of the desktop: nothing that moves, more contrast. The desktop's
//! portal in, a signal to the loop out if anything is wished. Asked on a thread of its own: neither the first frame nor the
//! show ever waits for it, and a desktop that does not answer wishes nothing.

use winit::event_loop::EventLoopProxy;

use super::Signal;

/// Asks the desktop.
#[cfg(target_os = "linux")]
pub(super) fn ask(signals: EventLoopProxy<Signal>) {
    let work = move || match portal::settings() {
        Ok(settings) => {
            let wished = portal::wished(&settings);
            if wished != crate::theme::Adjust::default() {
                // A loop that is over needs no wishes.
                let _ = signals.send_event(Signal::Wished(wished));
            }
        }
        Err(error) => log::debug!("the desktop does not tell its settings: {error}"),
    };
    if let Err(error) = std::thread::Builder::new().name("wishes".to_owned()).spawn(work) {
        log::debug!("no thread to ask the desktop: {error}");
    }
}

/// Other systems are not asked: what they wish has to be said on the command line.
#[cfg(not(target_os = "linux"))]
pub(super) fn ask(_signals: EventLoopProxy<Signal>) {}

#[cfg(target_os = "linux")]
mod portal {
    use std::collections::HashMap;
    use std::time::Duration;

    use zbus::blocking::connection::Builder;
    use zbus::zvariant::{OwnedValue, Value};

    use crate::theme::Adjust;

    /// How long the desktop may take to answer.
    const PATIENCE: Duration = Duration::from_secs(2);
    /// What all desktops are to say, and what GNOME and KDE say of themselves.
    const COMMON: &str = "org.freedesktop.appearance";
    const GNOME: &str = "org.gnome.desktop.interface";
    const GNOME_ACCESS: &str = "org.gnome.desktop.a11y.interface";
    const KDE: &str = "org.kde.kdeglobals.KDE";

    /// Settings by their group and their name.
    pub(super) type Settings = HashMap<String, HashMap<String, OwnedValue>>;

    pub(super) fn settings() -> zbus::Result<Settings> {
        let bus = Builder::session()?.method_timeout(PATIENCE).build()?;
        let portal = Some("org.freedesktop.portal.Desktop");
        let settings = Some("org.freedesktop.portal.Settings");
        let groups = [COMMON, GNOME, GNOME_ACCESS, KDE];
        let answer =
            bus.call_method(portal, "/org/freedesktop/portal/desktop", settings, "ReadAll", &(&groups[..],))?;
        answer.body().deserialize()
    }

    /// What `settings` wish. What a desktop says of itself counts where it does not say what all are to say.
    pub(super) fn wished(settings: &Settings) -> Adjust {
        let get = |group: &str, name: &str| settings.get(group)?.get(name).and_then(|value| number(value));
        let is = |group: &str, name: &str, wanted: f64| get(group, name) == Some(wanted);
        let no_motion = match get(COMMON, "reduced-motion") {
            Some(wish) => wish == 1.0,
            None => is(GNOME, "enable-animations", 0.0) || is(KDE, "AnimationDurationFactor", 0.0),
        };
        let high_contrast = match get(COMMON, "contrast") {
            Some(wish) => wish == 1.0,
            None => is(GNOME_ACCESS, "high-contrast", 1.0),
        };
        Adjust { high_contrast, no_motion }
    }

    /// A value as a number, however it is told: off is 0, on is 1.
    fn number(value: &Value<'_>) -> Option<f64> {
        match value {
            Value::U32(number) => Some(f64::from(*number)),
            Value::I32(number) => Some(f64::from(*number)),
            Value::F64(number) => Some(*number),
            Value::Bool(on) => Some(f64::from(u8::from(*on))),
            Value::Str(text) => match text.as_str().trim() {
                "false" => Some(0.0),
                "true" => Some(1.0),
                text => text.parse().ok(),
            },
            // Old portals wrap a value twice.
            Value::Value(inner) => match &**inner {
                Value::Value(_) => None,
                inner => number(inner),
            },
            _ => None,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn told(all: &[(&str, &str, Value<'_>)]) -> (bool, bool) {
            let mut settings = Settings::new();
            for (group, name, value) in all {
                let value = OwnedValue::try_from(value.try_clone().expect("a value")).expect("a value");
                settings.entry((*group).to_owned()).or_default().insert((*name).to_owned(), value);
            }
            let wished = wished(&settings);
            (wished.no_motion, wished.high_contrast)
        }

        #[test]
        fn desktops_say_it_each_in_its_way() {
            assert_eq!(told(&[]), (false, false));
            assert_eq!(told(&[(COMMON, "reduced-motion", Value::U32(1))]), (true, false));
            assert_eq!(told(&[(COMMON, "reduced-motion", Value::U32(7))]), (false, false), "unknown is none");
            assert_eq!(told(&[(COMMON, "contrast", Value::U32(1))]), (false, true));
            assert_eq!(told(&[(GNOME, "enable-animations", Value::Bool(false))]), (true, false));
            assert_eq!(told(&[(GNOME, "enable-animations", Value::Bool(true))]), (false, false));
            assert_eq!(told(&[(GNOME_ACCESS, "high-contrast", Value::Bool(true))]), (false, true));
            assert_eq!(told(&[(KDE, "AnimationDurationFactor", Value::from("0"))]), (true, false));
            assert_eq!(told(&[(KDE, "AnimationDurationFactor", Value::from("0.5"))]), (false, false));
            let wrapped = Value::Value(Box::new(Value::U32(1)));
            assert_eq!(told(&[(COMMON, "reduced-motion", wrapped)]), (true, false));
            // The common word counts, whatever else is said.
            let both = [(COMMON, "reduced-motion", Value::U32(0)), (GNOME, "enable-animations", Value::Bool(false))];
            assert_eq!(told(&both), (false, false));
        }
    }
}
