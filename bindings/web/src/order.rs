//! The form of the page into a request: named fields, as `dlt645 encode` has them.

use crate::ids::Ids;
use dlt645::{Address, Edition};
use dlt645_explain::build::{self, Access, Order};
use dlt645_explain::{Lang, given};

/// Fields by name.
struct Fields<'a> {
    text: &'a str,
    ids: &'a Ids,
    lang: Lang,
    notes: Vec<String>,
}

impl Fields<'_> {
    fn get(&self, name: &str) -> &str {
        let of = |line: &str| line.split_once('=').is_some_and(|(key, _)| key == name);
        let line = self.text.lines().find(|line| of(line));
        line.and_then(|line| line.split_once('='))
            .map_or("", |(_, value)| value.trim())
    }

    fn owned(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    fn number<N: std::str::FromStr>(&self, name: &str) -> Result<N, String> {
        let text = self.get(name);
        text.parse().map_err(|_| match self.lang {
            Lang::En => format!("`{text}` is not a number that fits"),
            Lang::Zh => format!("“{text}”不是合适的数字"),
        })
    }

    fn id(&mut self) -> Result<dlt645::DataId, String> {
        let (di, note) = self.ids.one(self.get("di"), self.lang)?;
        if !note.is_empty() {
            self.notes.push(note);
        }
        Ok(di)
    }

    fn digits(&self, name: &str) -> Result<Address, String> {
        self.get(name)
            .parse()
            .map_err(|error| given::of_address(error).text(self.lang).to_owned())
    }

    fn address(&self) -> Result<Address, String> {
        match self.get("address") {
            "any" | "" => Ok(Address::WILDCARD),
            "all" => Ok(Address::BROADCAST),
            _ => self.digits("address"),
        }
    }

    fn password(&self, name: &str) -> Result<[u8; 4], String> {
        build::password(self.get(name)).map_err(|error| error.text(self.lang).to_owned())
    }

    fn operator(&self) -> Result<[u8; 4], String> {
        build::operator(self.get("operator")).map_err(|error| error.text(self.lang).to_owned())
    }

    fn access(&self) -> Result<Access, String> {
        Ok(Access {
            password: self.password("password")?,
            operator: self.operator()?,
        })
    }

    fn edition(&self) -> Edition {
        match self.get("edition") {
            "1997" => Edition::V1997,
            _ => Edition::V2007,
        }
    }

    fn order(&mut self) -> Result<Order, String> {
        let edition = self.edition();
        Ok(match self.get("kind") {
            "read" => Order::Read {
                di: self.id()?,
                blocks: match self.get("blocks") {
                    "" => None,
                    _ => Some(self.number("blocks")?),
                },
                from: Some(self.owned("from")).filter(|from| !from.is_empty()),
            },
            "read-next" => Order::ReadNext {
                di: self.id()?,
                sequence: self.number("sequence")?,
            },
            "reread" => Order::Reread,
            "read-address" => Order::ReadAddress,
            "write" => Order::Write {
                di: self.id()?,
                value: self.owned("value"),
                raw: self.get("raw") == "yes",
                access: self.access()?,
                with_password: self.get("with-password") == "yes",
            },
            "write-address" => Order::WriteAddress {
                new: self.digits("new")?,
                edition,
            },
            "time" => Order::Time {
                time: self.owned("time"),
            },
            "freeze" => Order::Freeze {
                when: self.owned("when"),
            },
            "baud" => Order::Baud {
                rate: self.number("rate")?,
                edition,
            },
            "password" => Order::Password {
                old: self.password("old")?,
                new: self.password("new")?,
                edition,
            },
            "clear-demand" => Order::ClearDemand {
                access: self.access()?,
                edition,
            },
            "clear-meter" => Order::ClearMeter {
                access: self.access()?,
            },
            "clear-events" => Order::ClearEvents {
                events: self.owned("events"),
                access: self.access()?,
            },
            "relay" => Order::Relay {
                action: self.owned("action"),
                until: self.owned("until"),
                access: self.access()?,
            },
            "output" => Order::Output {
                signal: self.owned("signal"),
            },
            "security" => Order::Security {
                di: self.id()?,
                data: self.owned("data"),
                operator: self.operator()?,
            },
            _ => Order::Raw {
                control: self.owned("control"),
                data: self.owned("data"),
            },
        })
    }

    fn build(&mut self) -> Result<String, String> {
        let lang = self.lang;
        let order = self.order()?;
        let built = order.build(self.address()?);
        let built = built.map_err(|error| error.text(lang).to_owned())?;
        let bytes = built.bytes(self.number("preamble")?);
        let bytes = bytes.map_err(|error| error.text(lang).to_owned())?;
        if let Some(objection) = built
            .objection()
            .filter(|_| !matches!(order, Order::Raw { .. }))
        {
            self.notes.push(match lang {
                Lang::En => format!("note: {}; built all the same", objection.en),
                Lang::Zh => format!("注意：{}；仍然组成了帧", objection.zh),
            });
        }
        let digits: Vec<_> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        Ok(digits.join(" "))
    }
}

/// The frame in hexadecimal, or empty; and what is wrong or to be noted.
pub(crate) fn build(text: &str, ids: &Ids, lang: Lang) -> (String, String) {
    let mut fields = Fields {
        text,
        ids,
        lang,
        notes: Vec::new(),
    };
    match fields.build() {
        Ok(frame) => (frame, fields.notes.join("\n")),
        Err(error) => (String::new(), error),
    }
}
