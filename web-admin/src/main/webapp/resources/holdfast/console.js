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

  // How many issues wait, asked for while somebody is at the page; a page that is left alone lets its session end.
  var EVERY = 5000, AT_IT = 15 * 60000, touched = Date.now();
  ['pointerdown', 'keydown', 'scroll'].forEach(function (sign) {
    document.addEventListener(sign, function () { touched = Date.now(); }, { passive: true, capture: true });
  });
  function showWaiting(badge, text) {
    var number = badge.querySelector('.badge-number');
    if (number.textContent !== text) {
      number.textContent = text;
      badge.classList.toggle('badge-none', text === '0');
    }
  }
  function askWaiting(badge) {
    if (document.hidden || Date.now() - touched > AT_IT) {
      setTimeout(askWaiting, EVERY, badge);
      return;
    }
    fetch(badge.dataset.address, { redirect: 'manual', cache: 'no-store' })
      .then(function (answer) {
        if (answer.type === 'opaqueredirect') {
          return null; // to the sign-in: nobody is signed in any more
        }
        return answer.text().then(function (text) {
          if (!answer.ok || !/^\d+$/.test(text)) {
            throw new Error('no number: ' + answer.status);
          }
          showWaiting(badge, text);
          setTimeout(askWaiting, EVERY, badge);
        });
      })
      .catch(function () { setTimeout(askWaiting, 4 * EVERY, badge); });
  }

  // Who gives a value of their own means it.
  document.addEventListener('input', function (event) {
    var own = event.target.closest('.pick-own');
    var radio = own && own.parentNode.querySelector('.picks input[value=OWN]');
    if (radio) {
      radio.checked = true;
    }
  });

  // A picture or PDF is looked at on the page; without a script its link shows it by itself.
  function view(link) {
    var viewer = document.getElementById('viewer'), body = document.getElementById('viewerBody');
    document.getElementById('viewerName').textContent = link.dataset.name;
    document.getElementById('viewerFile').href = link.dataset.file;
    var look = document.createElement(link.dataset.view === 'pdf' ? 'iframe' : 'img');
    look.src = link.href;
    look[link.dataset.view === 'pdf' ? 'title' : 'alt'] = link.dataset.name;
    body.replaceChildren(look);
    viewer.showModal();
  }
  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[data-view]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      view(link);
    } else if (event.target.id === 'viewer' || event.target.id === 'viewerClose') {
      document.getElementById('viewer').close();
    }
  });
  document.addEventListener('close', function (event) {
    if (event.target.id === 'viewer') {
      document.getElementById('viewerBody').replaceChildren();
    }
  }, true);

  // Of what no thumbnail could be made there is a sign in its place.
  document.addEventListener('error', function (event) {
    if (event.target.classList && event.target.classList.contains('file-small')) {
      var sign = document.createElement('span');
      sign.className = 'pi pi-image';
      event.target.replaceWith(sign);
    }
  }, true);

  // Wide content that scrolls can be reached by keyboard.
  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('.ui-datatable-tablewrapper, .table-scroll, .card').forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
      }
    });

    // On a narrow screen the navigation is a strip: the present page is in sight.
    var here = document.querySelector('.nav-item.here');
    var strip = here && here.closest('nav');
    if (strip && strip.scrollWidth > strip.clientWidth) {
      strip.scrollLeft += here.getBoundingClientRect().left - strip.getBoundingClientRect().left
        - (strip.clientWidth - here.offsetWidth) / 2;
    }

    var waiting = document.getElementById('waiting');
    if (waiting) {
      setTimeout(askWaiting, EVERY, waiting);
    }

    var lost = document.getElementById('connection');
    if (window.jQuery && lost) {
      jQuery(document)
        .on('pfAjaxError', function () { lost.hidden = false; })
        .on('pfAjaxSuccess', function () { lost.hidden = true; });
    }
  });
})();
