/* What the pages need beside PrimeFaces: clean addresses of filters, and a word when the server is gone. */
(function () {
  'use strict';

  // A filter's address names only what was filled in.
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method === 'get') {
      form.querySelectorAll('input, select').forEach(function (field) {
        if (field.name && field.value === '') {
          field.disabled = true;
        }
      });
    }
  });

  // Coming back by the browser's button finds the fields usable again.
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[method=get] :disabled').forEach(function (field) {
      field.disabled = false;
    });
  });

  // A button names the dialog that it opens; a dialog's own button closes it.
  document.addEventListener('click', function (event) {
    var opener = event.target.closest('[data-dialog]');
    if (opener) {
      PF(opener.dataset.dialog).show();
    }
    if (event.target.closest('.dialog-cancel')) {
      PF(event.target.closest('.ui-dialog').id).hide();
    }
  });

  // Wide content that scrolls can be reached by keyboard.
  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('.ui-datatable-tablewrapper, .table-scroll, .card').forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
      }
    });

    // On a narrow screen the navigation is a strip: the present page is in sight.
    var here = document.querySelector('.nav-item.here');
    if (here && here.parentNode.scrollWidth > here.parentNode.clientWidth) {
      here.parentNode.scrollLeft = here.offsetLeft - (here.parentNode.clientWidth - here.offsetWidth) / 2;
    }

    var lost = document.getElementById('connection');
    if (window.jQuery && lost) {
      jQuery(document)
        .on('pfAjaxError', function () { lost.hidden = false; })
        .on('pfAjaxSuccess', function () { lost.hidden = true; });
    }
  });
})();
