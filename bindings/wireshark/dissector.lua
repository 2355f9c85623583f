-- DL/T 645-2007 and -1997 in Wireshark: over TCP with reassembly, UDP, DLT_USER0 and RTAC serial captures.
-- Put dlt645.lua into the folder of personal plugins, or: wireshark -X lua_script:dlt645.lua
-- Filters: dlt645.address, dlt645.di, dlt645.value, dlt645.control, dlt645.name, dlt645.checksum.bad

local p = Proto("dlt645", "DL/T 645")
local f = {
  address = ProtoField.string("dlt645.address", "Address"),
  control = ProtoField.uint8("dlt645.control", "Control code", base.HEX),
  length = ProtoField.uint8("dlt645.length", "Length of the data"),
  di = ProtoField.string("dlt645.di", "Identifier"),
  name = ProtoField.string("dlt645.name", "Name"),
  data = ProtoField.string("dlt645.data", "Data without 33H"),
  value = ProtoField.string("dlt645.value", "Value"),
  unit = ProtoField.string("dlt645.unit", "Unit"),
  error = ProtoField.string("dlt645.error", "Error word"),
  checksum = ProtoField.uint8("dlt645.checksum", "Checksum", base.HEX),
  bad = ProtoField.bool("dlt645.checksum.bad", "Bad checksum"),
}
p.fields = { f.address, f.control, f.length, f.di, f.name, f.data, f.value, f.unit, f.error, f.checksum, f.bad }
local ef = {
  bad = ProtoExpert.new("dlt645.checksum.expert", "Bad checksum", expert.group.CHECKSUM, expert.severity.ERROR),
  cut = ProtoExpert.new("dlt645.cut", "Frame is cut", expert.group.MALFORMED, expert.severity.ERROR),
  stop = ProtoExpert.new("dlt645.end", "No end byte 16", expert.group.MALFORMED, expert.severity.ERROR),
  value = ProtoExpert.new("dlt645.novalue", "No value in these bytes", expert.group.UNDECODED, expert.severity.WARN),
}
p.experts = { ef.bad, ef.cut, ef.stop, ef.value }

-- The identifier tables, every pattern spread out: digits to row.
local items = {}
local function spread(head, rest, row)
  local from, to, list = rest:find("{([%x%-,]+)}")
  if not from then items[head .. rest] = items[head .. rest] or row return end
  for lo, hi in list:gmatch("(%x+)%-?(%x*)") do
    local width = "%0" .. #lo .. "X"
    for n = tonumber(lo, 16), tonumber(hi ~= "" and hi or lo, 16) do
      spread(head .. rest:sub(1, from - 1) .. width:format(n), rest:sub(to + 1), row)
    end
  end
end
local function R(di, name, format, unit, signed, many)
  spread("", di, { name = name, format = format, unit = unit, signed = signed == 1, many = many == 1 })
end
-- rows of the identifier tables

local functions = {
  [0x01] = "read (1997)", [0x02] = "read next (1997)", [0x03] = "security, re-read", [0x04] = "write (1997)",
  [0x08] = "broadcast time", [0x0A] = "write address (1997)", [0x0C] = "change baud rate (1997)",
  [0x0F] = "change password (1997)", [0x10] = "clear demand (1997)", [0x11] = "read", [0x12] = "read next",
  [0x13] = "read address", [0x14] = "write", [0x15] = "write address", [0x16] = "freeze", [0x17] = "change baud rate",
  [0x18] = "change password", [0x19] = "clear demand", [0x1A] = "clear meter", [0x1B] = "clear events",
  [0x1C] = "relay", [0x1D] = "output terminal",
}

-- Packets are looked at as strings, `raw`: a range of the buffer for each byte takes five times as long.

-- Bytes of a data field without 33H, as numbers.
local function plain(raw, at, len)
  local out = { raw:byte(at + 1, at + len) }
  for i = 1, len do out[i] = (out[i] - 0x33) % 256 end
  return out
end

-- The sum that is to be the checksum of a frame with `len` bytes of data at `at`.
local function sum_of(raw, at, len)
  local sum = 0
  for i = at + 1, at + 10 + len do sum = sum + raw:byte(i) end
  return sum % 256
end

local function hex(bytes, from, to)
  local out = {}
  for i = from, to do out[#out + 1] = ("%02x"):format(bytes[i]) end
  return table.concat(out)
end

-- Digits of BCD, highest first, and the sign; nil if it is none.
local function digits(bytes, from, len, signed)
  local text, sign = "", ""
  for i = from + len - 1, from, -1 do
    local byte = bytes[i]
    if signed and i == from + len - 1 and byte >= 0x80 then byte, sign = byte - 0x80, "-" end
    text = text .. ("%02X"):format(byte)
  end
  if not text:match("^%d+$") then return nil end
  return text, sign
end

local function all(bytes, from, len, what)
  for i = from, from + len - 1 do if bytes[i] ~= what then return false end end
  return true
end

-- A number as the format has it: XXXXXX.XX has eight digits, two of them after the point.
local function number(bytes, from, len, row, after)
  if all(bytes, from, len, 0xFF) then return "not available" end
  local text, sign = digits(bytes, from, len, row.signed)
  if not text then return nil end
  local whole = text:sub(1, #text - after):gsub("^0+", "")
  if whole == "" then whole = "0" end
  if not text:match("[1-9]") then sign = "" end
  if after == 0 then return sign .. whole end
  return sign .. whole .. "." .. text:sub(-after)
end

-- Days and times: where each pair of digits goes, lowest byte last.
local calendars = {
  YYMMDDhhmmss = "20%s-%s-%sT%s:%s:%s", YYMMDDhhmm = "20%s-%s-%sT%s:%s", hhmmss = "%s:%s:%s", hhmm = "%s:%s",
  YYMMDDWW = "20%s-%s-%s", YYMMDDWWhhmmss = "20%s-%s-%sT%s:%s:%s",
}
local function calendar(bytes, from, format)
  local len = #format / 2
  if all(bytes, from, len, 0) or all(bytes, from, len, 0xFF) then return "never" end
  local text = digits(bytes, from, len, false)
  if not text then return nil end
  local parts = {}
  for i = 1, #text, 2 do
    if format:sub(i, i + 1) ~= "WW" then parts[#parts + 1] = text:sub(i, i + 1) end
  end
  return calendars[format]:format(table.unpack(parts))
end

-- One value of `format` at `from`: text, length; nil where the format is not told here.
local function one(bytes, from, format, row)
  local first, second = format:match("^([XN.]+)%+(%u%u%u%u%u%u%l*)$")
  if first then
    local a, len = one(bytes, from, first, row)
    local b, more = one(bytes, from + (len or 0), second, row)
    if not a or not b then return nil, len and more and len + more end
    return a .. " " .. row.unit .. ", " .. b, len + more
  end
  if calendars[format] then return calendar(bytes, from, format), #format / 2 end
  if format:match("^[XN]+%.?[XN]*$") then
    local count = #format:gsub("%.", "")
    local len = math.floor((count + 1) / 2)
    local point = format:find(".", 1, true)
    if format:match("^N+$") and count > 8 then
      -- A number that names something keeps its zeros.
      return digits(bytes, from, len, false), len
    end
    return number(bytes, from, len, row, point and #format - point or 0), len
  end
  local ascii = format:match("^ASCII(%d+)$")
  if ascii then
    local len, text = tonumber(ascii), {}
    for i = from + len - 1, from, -1 do
      local byte = bytes[i] or 0
      if byte >= 0x20 and byte < 0x7F then text[#text + 1] = string.char(byte) end
    end
    return (table.concat(text):gsub("^%s+", ""):gsub("%s+$", "")), len
  end
  return nil, nil
end

-- Length of a format in bytes, without looking at any.
local function length(format)
  local total = 0
  for part in format:gmatch("[^+]+") do
    if calendars[part] then total = total + #part / 2
    elseif part:match("^[XN]+%.?[XN]*$") then total = total + math.floor((#part:gsub("%.", "") + 1) / 2)
    elseif part:match("^ASCII(%d+)$") then total = total + tonumber(part:match("%d+"))
    else return nil end
  end
  return total
end

-- The values of an item into the tree.
local function values(tree, tvb, at, bytes, from, row)
  local base, times = row.format:match("^(.-)%*%w+$")
  local format = base or row.format
  local len = length(format)
  if not len or len == 0 then return end
  local rest = #bytes - from + 1
  local many = row.many or times
  if rest < len then
    tree:add_proto_expert_info(ef.value, ("%d bytes of data are missing"):format(len - rest))
    return
  end
  repeat
    local text = one(bytes, from, format, row)
    local range = tvb(at + from - 1, len)
    if text then
      local shown = tree:add(f.value, range, text)
      if row.unit ~= "" and text:match("^%-?%d") then shown:add(f.unit, row.unit):set_generated() end
    else
      tree:add_proto_expert_info(ef.value)
    end
    from = from + len
    -- Blocks of three phases have one length in the table and several values.
  until #bytes - from + 1 < len or not (many or row.name:find("[Bb]lock"))
end

local function frame(tvb, raw, at, len, root)
  local tree = root:add(p, tvb(at, 12 + len))
  local a, b, c, d, e, g, _, control = raw:byte(at + 2, at + 9)
  local address = ("%02X%02X%02X%02X%02X%02X"):format(g, e, d, c, b, a)
  local code, reply, failed = control % 32, control >= 0x80, control % 0x80 >= 0x40
  local what = (functions[code] or "unknown") .. (failed and ", error reply" or reply and ", reply" or ", request")
  tree:add(f.address, tvb(at + 1, 6), address)
  tree:add(f.control, tvb(at + 8, 1), control):append_text(" " .. what)
  tree:add(f.length, tvb(at + 9, 1))
  local bytes = plain(raw, at + 10, len)
  local info = address .. " " .. what
  if len > 0 then tree:add(f.data, tvb(at + 10, len), hex(bytes, 1, len)) end
  if failed and reply then
    tree:add(f.error, tvb(at + 10, len), hex(bytes, 1, len))
  else
    local width = ({ [0x11] = 4, [0x12] = 4, [0x14] = 4, [0x01] = 2, [0x02] = 2, [0x04] = 2 })[code]
    -- Identifiers of four bytes under the code of 1997 are of no table.
    if code == 0x01 and not reply and len ~= 2 then width = nil end
    if code == 0x14 and reply then width = nil end
    if width and len >= width then
      local di = ""
      for i = width, 1, -1 do di = di .. ("%02X"):format(bytes[i]) end
      local row = items[di]
      tree:add(f.di, tvb(at + 10, width), di)
      info = info .. " " .. di
      if row then
        tree:add(f.name, tvb(at + 10, width), row.name)
        info = info .. " " .. row.name
        if reply and (code == 0x11 or code == 0x01) then values(tree, tvb, at + 10, bytes, width + 1, row) end
      end
    end
  end
  local sum = sum_of(raw, at, len)
  local bad = sum ~= raw:byte(at + 11 + len)
  local shown = tree:add(f.checksum, tvb(at + 10 + len, 1))
  tree:add(f.bad, tvb(at + 10 + len, 1), bad):set_generated()
  if bad then shown:add_proto_expert_info(ef.bad, ("Bad checksum, %02x would be right"):format(sum)) end
  tree:append_text(", " .. info)
  return info
end

-- How much of a frame begins at `at`: its length of data; nil if none does; false if more bytes are needed.
local function begins(raw, at)
  local left = #raw - at
  if raw:byte(at + 1) ~= 0x68 then return nil end
  if left > 7 and raw:byte(at + 8) ~= 0x68 then return nil end
  if left < 10 then return false end
  local len = raw:byte(at + 10)
  if left < 12 + len then return false, len end
  if raw:byte(at + 12 + len) ~= 0x16 then return nil end
  return len
end

function p.dissector(tvb, pinfo, root)
  local at, size, infos = 0, tvb:len(), {}
  if size == 0 then return 0 end
  local raw = tvb:raw()
  while at < size do
    local len, whole = begins(raw, at)
    if len then
      infos[#infos + 1] = frame(tvb, raw, at, len, root)
      at = at + 12 + len
    elseif len == false then
      if pinfo.can_desegment > 0 then
        pinfo.desegment_offset = at
        pinfo.desegment_len = whole and 12 + whole - (size - at) or DESEGMENT_ONE_MORE_SEGMENT
        break
      end
      root:add(p, tvb(at)):add_proto_expert_info(ef.cut)
      break
    else
      at = at + 1
    end
  end
  if #infos > 0 then
    pinfo.cols.protocol = "DL/T 645"
    pinfo.cols.info = table.concat(infos, "; ")
  end
  return size
end

-- A conversation is 645 if a whole frame with a right checksum begins it, after wake-up bytes.
local function looks(raw)
  local at = #raw:match("^\254*")
  if at >= #raw or at > 16 then return false end
  local len = begins(raw, at)
  return len and sum_of(raw, at, len) == raw:byte(at + 11 + len)
end
for _, below in ipairs { "tcp", "udp" } do
  p:register_heuristic(below, function(tvb, pinfo, root)
    if tvb:len() == 0 or not looks(tvb:raw()) then return false end
    pinfo.conversation = p
    p.dissector(tvb, pinfo, root)
    return true
  end)
  DissectorTable.get(below .. ".port"):add_for_decode_as(p)
end
DissectorTable.get("wtap_encap"):add(wtap.USER0, p)
pcall(function() DissectorTable.get("rtacser.data"):add_for_decode_as(p) end)
