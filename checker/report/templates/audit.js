(function () {
  "use strict";
  var table = document.getElementById("claims");
  if (!table) { return; }
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var tools = document.getElementById("tools");
  var search = document.getElementById("search");
  var group = document.getElementById("group");
  var count = document.getElementById("count");
  var filters = Array.prototype.slice.call(tools.querySelectorAll("select[data-filter]"));

  filters.forEach(function (select) {
    var seen = {};
    rows.forEach(function (row) { seen[row.getAttribute("data-" + select.dataset.filter)] = true; });
    Object.keys(seen).sort().forEach(function (value) {
      var option = document.createElement("option");
      option.value = value;
      option.textContent = value || texts.none;
      select.appendChild(option);
    });
  });

  function shown(row) {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    var text = row.textContent.toLowerCase();
    return words.every(function (word) { return text.indexOf(word) >= 0; }) &&
      filters.every(function (select) {
        return select.selectedIndex < 1 ||
          row.getAttribute("data-" + select.dataset.filter) === select.value;
      });
  }

  function heading(value, number) {
    var row = document.createElement("tr");
    var cell = document.createElement("th");
    cell.colSpan = table.tHead.rows[0].cells.length;
    cell.scope = "rowgroup";
    cell.textContent = (value || texts.none) + ": " + number;
    row.className = "group";
    row.appendChild(cell);
    return row;
  }

  function draw() {
    var visible = rows.filter(shown);
    while (body.firstChild) { body.removeChild(body.firstChild); }
    if (group.value) {
      var groups = {};
      visible.forEach(function (row) {
        var value = row.getAttribute("data-" + group.value);
        (groups["$" + value] = groups["$" + value] || []).push(row);
      });
      Object.keys(groups).sort().forEach(function (key) {
        body.appendChild(heading(key.slice(1), groups[key].length));
        groups[key].forEach(function (row) { body.appendChild(row); });
      });
    } else {
      visible.forEach(function (row) { body.appendChild(row); });
    }
    count.textContent = texts.rows.replace("{shown}", visible.length).replace("{all}", rows.length);
  }

  tools.hidden = false;
  tools.addEventListener("input", draw);
  tools.addEventListener("change", draw);
  draw();
})();
