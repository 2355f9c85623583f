//! Why a request has no value, in words for people.
//!
//! Readings, scans and searches fail in the same ways; each of them tells it with the words of this
//! file.

use crate::lang;
use dlt645::Edition;
use dlt645::command::{ErrorKind, Errors};
use dlt645_explain::{Lang, given, phrases};
use std::io;
use ttl_link::adapter::ClientError;
use ttl_link::{Failed, Failure, RequestError};

/// Why a request has no value, for people.
pub(crate) fn reason(error: &ClientError<io::Error>, edition: Edition) -> String {
    let zh = lang::get() == Lang::Zh;
    match error {
        ClientError::Failed(Failed {
            reason: Failure::Meter(code),
            ..
        }) => {
            let kind = match edition {
                Edition::V2007 => ErrorKind::V2007,
                Edition::V1997 => ErrorKind::V1997,
            };
            refusal(Errors { kind, bits: code.0 })
        }
        ClientError::Failed(failed) if zh => failure_zh(&failed.reason),
        ClientError::Failed(failed) => failed.reason.to_string(),
        ClientError::Closed if zh => "端口已关闭".to_owned(),
        ClientError::Stuck if zh => "端口不再接收字节".to_owned(),
        ClientError::Port(error) if zh => format!("端口：{}", lang::of_error(error)),
        ClientError::Request(error) if zh => match error {
            RequestError::Busy => "上一个请求尚未结束".to_owned(),
            RequestError::Unanswered => "没有电表会应答此请求，只能发送".to_owned(),
            RequestError::TooLong { len } => format!("数据域有 {len} 字节，一帧容纳不下"),
            other => other.to_string(),
        },
        ClientError::Value(error) => lang::text(&phrases::of_value(*error)),
        ClientError::Encode(error) => lang::text(&given::of_value(*error)),
        ClientError::Message(error) => lang::text(&given::of_encode(*error)),
        other => other.to_string(),
    }
}

/// What a failed request says in Chinese.
fn failure_zh(failure: &Failure) -> String {
    use ttl_link::Likely;
    let likely = |likely: &Likely| match likely {
        Likely::Parity => "；校验位设置可能不对",
        Likely::Baud => "；波特率可能不对",
        _ => "",
    };
    match failure {
        Failure::NoByte => "没有任何应答".to_owned(),
        Failure::Noise {
            bytes,
            likely: what,
        } => {
            format!("收到 {bytes} 字节，但不像帧{}", likely(what))
        }
        Failure::BadFrames {
            count,
            likely: what,
        } => {
            format!("收到 {count} 个损坏的帧{}", likely(what))
        }
        Failure::WrongAddress(address) => format!("只有另一块电表 {address} 应答"),
        Failure::OtherReply(control) => format!("电表应答的是别的内容，控制码 {:02X}", control.0),
        Failure::Incomplete { received } => {
            format!("数据不完整：收到 {received} 字节，后续数据未收全")
        }
        Failure::BufferTooSmall { needed } => format!("数据太长，至少需要 {needed} 字节"),
        other => other.to_string(),
    }
}

/// Names of the error bits of a refusal.
fn refusal(errors: dlt645::command::Errors) -> String {
    let names = errors
        .iter()
        .map(|bit| phrases::Phrase::new(bit.name, bit.name_zh))
        .collect::<Vec<_>>();
    match lang::get() {
        Lang::En => format!("the meter refused: {errors}"),
        Lang::Zh => {
            let names = names
                .iter()
                .map(|name| name.zh.as_str())
                .collect::<Vec<_>>()
                .join("；");
            format!(
                "电表拒绝：{}",
                if names.is_empty() {
                    "未给出原因"
                } else {
                    &names
                }
            )
        }
    }
}
